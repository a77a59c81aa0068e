/** The public announcement taken out as a file, to be put wherever the public reads. */
import type { RequestInput } from '../../../contract/requests.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { download } from '../runbooks/files.ts';
import { FileMenu } from './file-menu.tsx';

type Format = RequestInput<'announcement.export'>['format'];

const formats: readonly (readonly [Format, string])[] = [
  ['markdown', 'Markdown'],
  ['html', 'HTML'],
  ['mediawiki', 'MediaWiki wikitext'],
];

interface AnnouncementFilesProps {
  readonly id: MaintenanceId;
  /** What stands in the editor is saved, and may leave. */
  readonly isReady: boolean;
}

export function AnnouncementFiles({ id, isReady }: AnnouncementFilesProps) {
  const asking = useAsking();
  async function take(format: Format) {
    const made = await asking.ask('announcement.export', { maintenance: id, format });
    if (made?.content.kind === 'text') download(made.file, made.content.text, made.mediaType);
  }
  return (
    <>
      <FileMenu formats={formats} isReady={isReady} onTake={(format) => void take(format)} />
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
    </>
  );
}
