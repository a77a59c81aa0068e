/** Publishing a report, or its announcement: recorded where it stands already, or put on a page of a wiki from here. */
import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';

interface PublishDialogProps {
  readonly id: MaintenanceId;
  readonly audience: 'internal' | 'public';
  readonly textHash: string;
  /** Channels to a wiki that it may be put on from here, by their names. */
  readonly wikis: readonly string[];
  readonly onClose: () => void;
}

/** Where the channels of the workspace may be seen. */
export function OwnPublishDialog(props: Omit<PublishDialogProps, 'wikis'>) {
  const channels = useAsked('channel.list', {}, 'channel').value?.channels ?? [];
  const wikis = channels.filter(({ channel }) => channel.kind === 'mediawiki').map(({ channel }) => channel.name);
  return <PublishDialog {...props} wikis={wikis} />;
}

export function PublishDialog({ id, audience, textHash: shown, wikis, onClose }: PublishDialogProps) {
  const [textHash] = useState(shown);
  const [way, setWay] = useState<'said' | 'wiki'>('said');
  const [where, setWhere] = useState('');
  const [page, setPage] = useState('');
  const [chosen, choose] = useState<string | null>(null);
  const asking = useAsking();
  const wiki = chosen ?? wikis[0];
  const isReady = way === 'said' ? where.trim() !== '' : wiki !== undefined && page.trim() !== '';
  async function publish() {
    const said = { maintenance: id, audience, textHash };
    const made =
      way === 'wiki' && wiki !== undefined
        ? await asking.ask('report.postToWiki', { ...said, channel: wiki, page: page.trim() })
        : await asking.ask('report.publish', { ...said, where: where.trim() });
    if (made !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={audience === 'internal' ? 'Published internally' : 'Announced publicly'}
      deed={way === 'wiki' ? 'Put it on the page' : 'It is published'}
      isReady={isReady}
      asking={asking}
      onDo={() => void publish()}
      onClose={onClose}
    >
      {wikis.length === 0 ? null : (
        <SegmentedControl
          aria-label="How it is published"
          data={[
            { value: 'said', label: 'It stands somewhere' },
            { value: 'wiki', label: 'Put it on a wiki' },
          ]}
          value={way}
          onChange={(value) => setWay(value as 'said' | 'wiki')}
        />
      )}
      {way === 'said' ? (
        <TextInput
          label="Where"
          description="The address of the page, or where else it stands."
          required
          maxLength={2_000}
          data-autofocus
          value={where}
          onChange={(event) => setWhere(event.currentTarget.value)}
        />
      ) : (
        <>
          <Select label="Channel" data={[...wikis]} value={wiki ?? null} allowDeselect={false} onChange={choose} />
          <TextInput
            label="Page"
            description="A page of the report alone. One that holds what somebody else wrote is left as it is."
            required
            maxLength={255}
            value={page}
            onChange={(event) => setPage(event.currentTarget.value)}
          />
        </>
      )}
    </DeedDialog>
  );
}
