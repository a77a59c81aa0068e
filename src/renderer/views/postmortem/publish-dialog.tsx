/** Publishing a report, or its announcement: recorded where it stands already, or put on a page of a wiki from here. */
import { Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
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
  const [isOver, setOver] = useState(false);
  /** The revision that others wrote, where the page was left as it is for it. */
  const others = asking.failure?.kind === 'page-is-others' ? asking.failure.revision : undefined;
  const isReady = way === 'said' ? where.trim() !== '' : wiki !== undefined && page.trim() !== '';
  async function publish() {
    const said = { maintenance: id, audience, textHash };
    const over = isOver && others !== undefined ? { overRevision: others } : {};
    setOver(false);
    const made =
      way === 'wiki' && wiki !== undefined
        ? await asking.ask('report.postToWiki', { ...said, channel: wiki, page: page.trim(), ...over })
        : await asking.ask('report.publish', { ...said, where: where.trim() });
    if (made !== undefined) onClose();
  }
  /** What was refused was of another page. */
  function turnTo(change: () => void) {
    change();
    setOver(false);
    asking.forget();
  }
  return (
    <DeedDialog
      title={audience === 'internal' ? 'Published internally' : 'Announced publicly'}
      deed={way === 'said' ? 'It is published' : isOver ? 'Replace what stands there' : 'Put it on the page'}
      isReady={isReady}
      isDangerous={isOver}
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
          onChange={(value) => turnTo(() => setWay(value as 'said' | 'wiki'))}
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
          <Select
            label="Channel"
            data={[...wikis]}
            value={wiki ?? null}
            allowDeselect={false}
            onChange={(value) => turnTo(() => choose(value))}
          />
          <TextInput
            label="Page"
            description="A page of the report alone. One that holds what somebody else wrote is left as it is."
            required
            maxLength={255}
            value={page}
            onChange={(event) => {
              const { value } = event.currentTarget;
              turnTo(() => setPage(value));
            }}
          />
          {others === undefined ? null : (
            <Checkbox
              label={`Replace revision ${others}`}
              description="What others wrote stays in the history of the page. If somebody writes on it meanwhile, it is left as it is."
              checked={isOver}
              onChange={(event) => setOver(event.currentTarget.checked)}
            />
          )}
        </>
      )}
    </DeedDialog>
  );
}
