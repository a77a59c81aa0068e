/** Sending a notice: through which channels, to whom, and in which words; each press of the button is one sending a channel. */
import { Checkbox, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { Channel } from '../../../core/notice/channel.ts';
import type { NoticeProblem } from '../../../core/notice/check.ts';
import type { DueNotice } from '../../../core/notice/due.ts';
import { useSeat } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { toReach } from './channel-words.ts';
import { kindNames } from './notice-looks.ts';
import { NoticeWords, type Words } from './notice-words.tsx';
import classes from './notices.module.css';

function toSecretKey(channel: string, name: string): string {
  return JSON.stringify([channel, name]);
}

interface SendDialogProps {
  readonly state: MaintenanceState;
  readonly due: DueNotice;
  readonly channels: readonly Channel[];
  readonly words: Words;
  readonly problems: readonly NoticeProblem[];
  readonly onClose: () => void;
}

export function SendDialog({ state, due: { notice, left }, channels, words, problems, onClose }: SendDialogProps) {
  // What is read is what is sent, whatever the record says meanwhile.
  const [seen] = useState<Words>({ subject: words.subject, text: words.text });
  const isVisitor = useSeat(state).visitor !== undefined;
  const offered = isVisitor
    ? notice.channels.map((name) => ({ name, reach: 'as planned' }))
    : toOffered(channels, notice);
  const [chosen, choose] = useState<readonly string[]>(() =>
    left.filter((name) => offered.some((channel) => channel.name === name)),
  );
  // One id a channel for as long as the dialog stands: a second press, or one after a lost answer, sends nothing twice.
  const [ids] = useState(() => new Map(offered.map(({ name }) => [name, crypto.randomUUID()])));
  const [refused, setRefused] = useState<RequestOutput<'notice.send'>['refused']>([]);
  const asking = useAsking();
  const listed = useAsked('channel.list', {}, 'channel', !isVisitor).value;
  const missing = (listed?.channels ?? [])
    .filter(({ channel }) => chosen.includes(channel.name))
    .flatMap(({ channel, secrets }) =>
      secrets.flatMap(({ name, standing }) => (standing === 'missing' ? [{ channel: channel.name, name }] : [])),
    );
  const [given, give] = useState<ReadonlyMap<string, string>>(new Map());
  async function send() {
    for (const { channel, name } of missing) {
      const value = given.get(toSecretKey(channel, name)) ?? '';
      if ((await asking.ask('channel.giveSecret', { channel, name, value })) === undefined) return;
    }
    const sendings = chosen.flatMap((channel) => {
      const sending = ids.get(channel);
      return sending === undefined ? [] : [{ channel, sending }];
    });
    const answer = await asking.ask('notice.send', { maintenance: state.id, notice: notice.id, sendings, seen });
    if (answer === undefined) return;
    if (answer.refused.length === 0) onClose();
    setRefused(answer.refused);
    choose(answer.refused.map(({ channel }) => channel));
  }
  const isKnown = (name: string) => isVisitor || channels.some((channel) => channel.name === name);
  return (
    <DeedDialog
      title={`Send: ${kindNames[notice.kind]}, ${notice.audience}`}
      deed={chosen.length < 2 ? 'Send it' : `Send it through ${chosen.length} channels`}
      isReady={chosen.length > 0 && missing.every(({ channel, name }) => given.get(toSecretKey(channel, name)))}
      size={680}
      asking={asking}
      onDo={() => void send()}
      onClose={onClose}
    >
      {refused.map(({ channel, message, advice }) => (
        <FailureNote key={channel} failure={{ kind: 'refused', message, advice }} />
      ))}
      {offered.length === 0 ? (
        <NoChannel audience={notice.audience} isVisitor={isVisitor} />
      ) : (
        <Checkbox.Group label="Through" value={[...chosen]} onChange={choose}>
          <div className={classes['choices']}>
            {offered.map(({ name, reach }) => (
              <Checkbox key={name} value={name} label={name} description={reach} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      {missing.map(({ channel, name }) => (
        <PasswordInput
          key={toSecretKey(channel, name)}
          label={`The ${name} of “${channel}”`}
          description={
            listed?.isKeychainUsable === true
              ? 'It is not known yet. The system’s keychain keeps it.'
              : 'This system offers no keychain: it is held in memory until this console is closed.'
          }
          autoComplete="off"
          required
          value={given.get(toSecretKey(channel, name)) ?? ''}
          onChange={(event) => give(new Map(given).set(toSecretKey(channel, name), event.currentTarget.value))}
        />
      ))}
      {notice.channels
        .filter((name) => !isKnown(name))
        .map((name) => (
          <p key={name} className={classes['check']} data-tone="warn">
            The notice names “{name}”, and there is no such channel.
          </p>
        ))}
      <NoticeWords words={seen} problems={problems} />
    </DeedDialog>
  );
}

/** Whatever takes a notice of this audience; what is copied by hand has a dialog of its own. */
function toOffered(channels: readonly Channel[], { audience: wanted }: DueNotice['notice']) {
  return channels
    .filter(({ kind, audience }) => kind !== 'by-hand' && (audience === 'internal' || wanted === 'public'))
    .map((channel) => ({
      name: channel.name,
      reach: `${toReach(channel)}${channel.audience === 'public' ? ' · read by the public' : ''}`,
    }));
}

function NoChannel({ audience, isVisitor }: { readonly audience: string; readonly isVisitor: boolean }) {
  if (isVisitor)
    return (
      <p>This notice names no channel: ask the leader for one, or copy the words by hand and say where they are.</p>
    );
  return (
    <p>
      No channel takes {audience} notices yet. <a href="#/settings/channels">Add one in the settings</a>, or copy the
      words by hand.
    </p>
  );
}
