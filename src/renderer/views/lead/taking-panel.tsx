/** The lead of somebody else’s maintenance on its way to this console: how far it is, in plain words, and what is asked of one now. */
import { Button, Progress, TextInput } from '@mantine/core';
import { Check } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { TakingStage, TakingView } from '../../../contract/lead-shapes.ts';
import { countOf } from '../../../core/maintenance/event-text/phrases.ts';
import { toSizeText } from '../../../core/text/size.ts';
import { goTo } from '../../frame/navigation.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { type Asking, useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import classes from './lead.module.css';

/** Nothing where no lead is taken over. */
export function TakingPanel() {
  const { taking } = useAsked('taking.show', {}, 'lead').value ?? {};
  return taking === undefined ? null : <Panel taking={taking} />;
}

function Panel({ taking: { stage, isLost, fingerprint } }: { readonly taking: TakingView }) {
  const asking = useAsking();
  const title = 'title' in stage ? `Taking over the lead of “${stage.title}”` : 'Taking over the lead';
  return (
    <section className={classes['panel']} aria-label="Taking over the lead">
      <h2>{stage.at === 'leading' ? `You lead “${stage.title}”` : title}</h2>
      <Way at={stage.at} />
      <div className={classes['words']} role="status">
        {isLost ? <p>Their console cannot be reached now. It is tried again by itself.</p> : null}
        <Words stage={stage} />
      </div>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      {needsKey(stage) ? (
        <div className={classes['key']}>
          <p>The key of this console. Read it out to the leader, by another way than this:</p>
          <code>{fingerprint}</code>
        </div>
      ) : null}
      <Deeds stage={stage} asking={asking} />
    </section>
  );
}

const way = ['Let in', 'Offered', 'Accepted', 'Passed on', 'Taken in'] as const;
/** How many of them are behind. */
const behind: Readonly<Record<TakingStage['at'], number>> = {
  knocking: 0,
  following: 1,
  offered: 2,
  accepted: 3,
  passed: 4,
  fetching: 4,
  receiving: 4,
  leading: 5,
  over: 0,
};

function Way({ at }: { readonly at: TakingStage['at'] }) {
  if (at === 'over') return null;
  return (
    <ol className={classes['way']}>
      {way.map((name, index) => {
        const isDone = index < behind[at];
        return (
          <li key={name} data-done={isDone} aria-current={index === behind[at] ? 'step' : undefined}>
            {isDone ? <Check size={14} aria-label="Done" /> : <span aria-hidden="true">{index + 1}</span>} {name}
          </li>
        );
      })}
    </ol>
  );
}

function Words({ stage }: { readonly stage: TakingStage }): ReactNode {
  switch (stage.at) {
    case 'knocking':
      return <p>Waiting until the leader lets you in. Tell them by another way that you are here.</p>;
    case 'following':
      return <p>You are let in. Waiting until the leader offers you the lead, under Share….</p>;
    case 'offered':
      return <p>{stage.by} offers you the lead. Nothing changes until you accept and they pass it on.</p>;
    case 'accepted':
      return <p>You have accepted. The leader types the fingerprint of this console, and passes the lead on.</p>;
    case 'passed':
      return (
        <>
          <p>
            The lead was passed to this console: nobody leads until it is taken in here. What runs goes on on its hosts.
          </p>
          {stage.failure === undefined ? null : <FailureNote failure={stage.failure} />}
        </>
      );
    case 'fetching':
      return <Fetching bytes={stage.bytes} sizeBytes={stage.sizeBytes} />;
    case 'receiving':
      return <p>It is here. Proving it, and taking it in.</p>;
    case 'leading':
      return (
        <p>
          {countOf(stage.events, 'event')} and {countOf(stage.rows, 'row')} of output came along. Nothing new begins
          before you go on: look at it first. Secrets are asked for again here.
        </p>
      );
    case 'over':
      return <FailureNote failure={stage.failure} />;
  }
}

function Fetching({ bytes, sizeBytes }: { readonly bytes: number; readonly sizeBytes: number | undefined }) {
  const words = sizeBytes === undefined ? 'It is written there.' : `${toSizeText(bytes)} of ${toSizeText(sizeBytes)}`;
  return (
    <>
      <p>Fetching the maintenance from their console. {words}</p>
      <Progress value={sizeBytes === undefined ? 0 : (bytes / sizeBytes) * 100} aria-label="Fetched" />
    </>
  );
}

function needsKey({ at }: TakingStage): boolean {
  return at === 'knocking' || at === 'following' || at === 'offered' || at === 'accepted';
}

function Deeds({ stage, asking }: { readonly stage: TakingStage; readonly asking: Asking }): ReactNode {
  const leave = (words: string) => (
    <Button variant="default" onClick={() => void asking.ask('taking.leave', {})}>
      {words}
    </Button>
  );
  switch (stage.at) {
    case 'knocking':
    case 'following':
      return <div className={classes['buttons']}>{leave('Leave')}</div>;
    case 'offered':
      return (
        <div className={classes['buttons']}>
          {leave('Decline')}
          <Button loading={asking.isAsking} onClick={() => void asking.ask('taking.accept', {})}>
            Accept the lead
          </Button>
        </div>
      );
    case 'accepted':
      return <div className={classes['buttons']}>{leave('Decline after all')}</div>;
    case 'passed':
      return <Confirmation asking={asking} />;
    case 'fetching':
    case 'receiving':
      return null;
    case 'leading':
      return (
        <div className={classes['buttons']}>
          {leave('Put this away')}
          <Button onClick={() => goTo({ room: 'maintenance', id: stage.maintenance, tab: 'console' })}>Open it</Button>
        </div>
      );
    case 'over':
      return <div className={classes['buttons']}>{leave('Put this away')}</div>;
  }
}

function Confirmation({ asking }: { readonly asking: Asking }) {
  const [from, setFrom] = useState('');
  function confirm(event: FormEvent) {
    event.preventDefault();
    void asking.ask('taking.confirm', { from: from.trim() });
  }
  return (
    <form className={classes['form']} onSubmit={confirm}>
      <TextInput
        label="Fingerprint of their console, as the leader reads it out"
        placeholder="SHA256:…"
        value={from}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <Button type="submit" disabled={from.trim() === ''} loading={asking.isAsking}>
        Take it in
      </Button>
    </form>
  );
}
