/** The channels of the workspace: what each reaches, how its secrets stand, and whether it works when it is tried. */
import { Button, Loader } from '@mantine/core';
import { CircleCheck, CircleX, Megaphone, Plus } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { EmptyRoom } from '../../parts/layout/page.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { channelKindNames, toReach } from '../notices/channel-words.ts';
import { RemoveChannelDialog, SecretDialog } from './channel-dialogs.tsx';
import { ChannelForm } from './channel-form.tsx';
import classes from './settings-room.module.css';

type ChannelView = RequestOutput<'channel.list'>['channels'][number];

type Deed =
  | { readonly kind: 'add' }
  | { readonly kind: 'change' | 'remove'; readonly view: ChannelView }
  | { readonly kind: 'secret'; readonly view: ChannelView; readonly name: string };

export function ChannelsSection() {
  const asked = useAsked('channel.list', {}, 'channel');
  const isReadOnly = useIsReadOnly();
  const [deed, begin] = useState<Deed>();
  const views = asked.value?.channels;
  const close = () => begin(undefined);
  const add = (
    <Button
      disabled={isReadOnly}
      leftSection={<Plus size={16} aria-hidden="true" />}
      onClick={() => begin({ kind: 'add' })}
    >
      Add a channel
    </Button>
  );
  return (
    <>
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {views === undefined ? <Loader size="sm" /> : null}
      {views?.length === 0 ? (
        <EmptyRoom icon={<Megaphone size={26} aria-hidden="true" />} title="No channel yet" actions={add}>
          A channel is one way a notice leaves: a chat’s webhook, mail, a status page, a wiki, files in a folder.
          Without one, notices are copied by hand, and that is written down too.
        </EmptyRoom>
      ) : null}
      {views === undefined || views.length === 0 ? null : (
        <>
          <div className={classes['bar']}>
            <p className={classes['small']}>
              {asked.value?.isKeychainUsable
                ? 'Secrets are kept in the system’s keychain.'
                : 'This system offers no keychain: secrets are held in memory, and asked for again in each session.'}
            </p>
            {add}
          </div>
          <table className={tables['table']}>
            <TableHead columns={['Channel', 'Reaches', 'Read by', 'Secrets', '']} />
            <tbody>
              {views.map((view) => (
                <ChannelRow key={view.channel.name} view={view} onDeed={begin} />
              ))}
            </tbody>
          </table>
        </>
      )}
      {deed?.kind === 'add' ? (
        <ChannelForm taken={(views ?? []).map(({ channel }) => channel.name)} onClose={close} />
      ) : null}
      {deed?.kind === 'change' ? <ChannelForm channel={deed.view.channel} taken={[]} onClose={close} /> : null}
      {deed?.kind === 'remove' ? <RemoveChannelDialog name={deed.view.channel.name} onClose={close} /> : null}
      {deed?.kind === 'secret' ? (
        <SecretDialog
          channel={deed.view.channel.name}
          name={deed.name}
          isKept={asked.value?.isKeychainUsable === true}
          onClose={close}
        />
      ) : null}
    </>
  );
}

const standings = {
  keychain: { words: 'in the keychain', tone: 'good' },
  session: { words: 'given for this session', tone: 'good' },
  missing: { words: 'missing', tone: 'bad' },
} as const;

function ChannelRow({ view, onDeed }: { readonly view: ChannelView; readonly onDeed: (deed: Deed) => void }) {
  const { channel, secrets } = view;
  const isReadOnly = useIsReadOnly();
  const trying = useAsking();
  const [tried, setTried] = useState<RequestOutput<'channel.test'>>();
  async function tryIt() {
    setTried(undefined);
    setTried(await trying.ask('channel.test', { name: channel.name }));
  }
  return (
    <tr aria-label={channel.name}>
      <td className={tables['still']}>
        <strong>{channel.name}</strong>
        <div className={classes['small']}>{channelKindNames[channel.kind]}</div>
      </td>
      <td>
        <span className={classes['reach']}>{toReach(channel)}</span>
        <div role="status">
          {tried === undefined ? null : (
            <span className={classes['tried']} data-tone={tried.isWorking ? 'good' : 'bad'}>
              {tried.isWorking ? (
                <CircleCheck size={14} aria-hidden="true" />
              ) : (
                <CircleX size={14} aria-hidden="true" />
              )}
              {tried.message}
            </span>
          )}
        </div>
        {trying.failure === undefined ? null : <FailureNote failure={trying.failure} />}
      </td>
      <td>{channel.audience === 'public' ? 'the public' : 'the team'}</td>
      <td>
        {secrets.length === 0 ? <span className={tables['none']}>needs none</span> : null}
        {secrets.map(({ name, standing }) => (
          <div key={name} className={classes['secret']}>
            <code>{name}</code>
            <span className={classes['standing']} data-tone={standings[standing].tone}>
              {standings[standing].words}
            </span>
            <Button
              size="compact-xs"
              variant="default"
              disabled={isReadOnly}
              aria-label={`Give the ${name} of ${channel.name}`}
              onClick={() => onDeed({ kind: 'secret', view, name })}
            >
              Give…
            </Button>
          </div>
        ))}
      </td>
      <td className={tables['end']}>
        <Button.Group>
          <Button size="compact-xs" variant="default" loading={trying.isAsking} onClick={() => void tryIt()}>
            Try it
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={isReadOnly}
            onClick={() => onDeed({ kind: 'change', view })}
          >
            Change…
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={isReadOnly}
            onClick={() => onDeed({ kind: 'remove', view })}
          >
            Remove…
          </Button>
        </Button.Group>
      </td>
    </tr>
  );
}
