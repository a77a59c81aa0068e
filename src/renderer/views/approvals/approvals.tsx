/** Approvals and agreements: who has said what of which version, and how one asks, answers and takes answers in. */
import { Button } from '@mantine/core';
import { FileDiff, MessageSquareReply } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isOver } from '../../../core/maintenance/tasks.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { useSeat } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { download } from '../runbooks/files.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import classes from './approvals.module.css';
import { AskDialog } from './ask-dialog.tsx';
import { DifferenceDialog } from './difference-dialog.tsx';
import { ImportAnswer } from './import-answer.tsx';
import { kindNames } from './kind-names.ts';
import { standingLooks, toWords, type Word } from './words.ts';

/** Whoever stands beyond is counted. */
const shownWords = 200;

type Open = { readonly kind: 'ask' | 'answer' } | { readonly kind: 'difference'; readonly word: Word };

interface ApprovalsProps {
  readonly state: MaintenanceState;
  readonly policy: Policy;
}

export function Approvals({ state, policy }: ApprovalsProps) {
  const seat = useSeat(state);
  const [open, setOpen] = useState<Open>();
  const [taken, setTaken] = useState<RequestOutput<'approval.import'>>();
  const asking = useAsking();
  const words = toWords(policy, state);
  async function take(content: string) {
    setTaken(await asking.ask('approval.import', { content }));
  }
  async function fileAgain(request: string) {
    const made = await asking.ask('approval.requestFile', { maintenance: state.id, request });
    if (made !== undefined) download(made.file, made.content, 'application/json');
  }
  const close = () => setOpen(undefined);
  return (
    <section className={classes['section']} aria-label="Approvals and agreements">
      <div className={classes['head']}>
        <h2>Approvals and agreements</h2>
        {isOver(state) ? null : (
          <span className={classes['buttons']}>
            {seat.may('approval.request') ? (
              <Button size="compact-sm" variant="default" onClick={() => setOpen({ kind: 'ask' })}>
                Ask…
              </Button>
            ) : null}
            {seat.may('approval.answer') ? (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<MessageSquareReply size={14} aria-hidden="true" />}
                onClick={() => setOpen({ kind: 'answer' })}
              >
                Answer here…
              </Button>
            ) : null}
            {seat.may('approval.import') ? (
              <ImportAnswer isAsking={asking.isAsking} onContent={(content) => void take(content)} />
            ) : null}
          </span>
        )}
      </div>
      <p className={classes['soft']}>
        Bound to the plan <code title={state.planHash}>{state.planHash.slice(0, 12)}</code> and the window as they are:
        change either, and what was said before does not count any more.
      </p>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      {taken === undefined ? null : (
        <div className={classes['taken']} data-tone={taken.isStale ? 'warn' : 'good'} role="status">
          {taken.says.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
      {words.length === 0 ? (
        <p className={classes['soft']}>Nobody is involved yet, and nobody was asked.</p>
      ) : (
        <table className={tables['table']}>
          <TableHead columns={['What', 'Who', 'Standing', 'More', 'When', 'Plan']} hasActions />
          <tbody>
            {words.slice(0, shownWords).map((word) => (
              <WordRow
                key={word.key}
                word={word}
                onCompare={() => setOpen({ kind: 'difference', word })}
                onFile={(request) => void fileAgain(request)}
                mayFile={seat.may('approval.requestFile')}
              />
            ))}
          </tbody>
        </table>
      )}
      {words.length > shownWords ? <p className={classes['soft']}>and {words.length - shownWords} more</p> : null}
      {open?.kind === 'ask' ? <AskDialog state={state} kinds={['schedule']} onClose={close} /> : null}
      {open?.kind === 'answer' ? <AnswerDialog state={state} onClose={close} /> : null}
      {open?.kind === 'difference' ? <DifferenceDialog state={state} word={open.word} onClose={close} /> : null}
    </section>
  );
}

interface WordRowProps {
  readonly word: Word;
  readonly onCompare: () => void;
  readonly onFile: (request: string) => void;
  readonly mayFile: boolean;
}

function WordRow({ word, onCompare, onFile, mayFile }: WordRowProps) {
  const { kind, name, standing, says, approval, request } = word;
  return (
    <tr>
      <td className={tables['still']}>{kindNames[kind]}</td>
      <td className={tables['still']}>{name}</td>
      <td className={tables['still']}>
        <Mark look={standingLooks[standing]} />
      </td>
      <td>{says}</td>
      <td className={tables['still']}>{approval === undefined ? null : <Instant atMs={approval.atMs} />}</td>
      <td>{approval === undefined ? null : <code>{approval.bound.planHash.slice(0, 12)}</code>}</td>
      <td className={tables['end']}>
        {standing === 'stale' ? (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<FileDiff size={13} aria-hidden="true" />}
            onClick={onCompare}
          >
            What changed…
          </Button>
        ) : null}
        {request === undefined || !mayFile ? null : (
          <Button size="compact-xs" variant="default" onClick={() => onFile(request)}>
            The file again
          </Button>
        )}
      </td>
    </tr>
  );
}
