/** Takes a runbook out as a Markdown file. */
import { type Asking, useAsking } from '../../parts/asking/asking.ts';
import { download } from './files.ts';

interface RunbookExport extends Pick<Asking, 'failure' | 'forget'> {
  /** The newest version where none is named. */
  take(name: string, version?: number): Promise<void>;
}

export function useRunbookExport(): RunbookExport {
  const { failure, forget, ask } = useAsking();
  async function take(name: string, version?: number) {
    const file = await ask('runbook.export', { name, ...(version === undefined ? {} : { version }) });
    if (file !== undefined) download(file.file, file.markdown);
  }
  return { failure, forget, take };
}
