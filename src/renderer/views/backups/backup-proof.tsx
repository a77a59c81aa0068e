/** How far a backup is proven: the level, by which check and when, what is wrong, and the checks that go on. */
import { Button } from '@mantine/core';
import { LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import type { Check } from '../../../core/backup/check.ts';
import type { BackupStanding } from '../../../core/backup/standing.ts';
import { toErrandOutcome } from '../../../core/errand/standing.ts';
import { type AskedCheck, toCancellable } from '../../../core/errand/verification.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toHash } from '../../frame/route.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { ReasonDialog } from '../../parts/dialogs/reason-dialog.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { actionWords, brokenLook, levelLooks } from './backup-looks.ts';
import classes from './backups.module.css';

interface BackupProofProps {
  readonly state: MaintenanceState;
  readonly standing: Pick<BackupStanding, 'level' | 'by' | 'trouble' | 'problems' | 'lastCheck'>;
  readonly checks: readonly AskedCheck[];
  readonly isFixed: boolean;
}

export function BackupProof({ state, standing, checks, isFixed }: BackupProofProps) {
  const { level, by, trouble, problems, lastCheck } = standing;
  const shown = trouble?.check ?? by ?? lastCheck;
  return (
    <div className={classes['proof']}>
      <Mark look={trouble === undefined ? levelLooks[level] : brokenLook} />
      {shown === undefined ? (
        <span className={classes['small']}>Nothing was asked of its tool yet.</span>
      ) : (
        <Evidence state={state} check={shown} />
      )}
      {problems.length === 0 ? null : (
        <ul className={classes['problems']} data-tone={trouble === undefined ? 'warn' : 'bad'}>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {checks.map((check) => (
        <Going key={check.id} state={state} check={check} isFixed={isFixed} />
      ))}
    </div>
  );
}

/** Which check said so, and the way to its words in the log. */
export function Evidence({ state, check }: { readonly state: MaintenanceState; readonly check: Check }) {
  const errand = state.errands.find(({ task }) => task.id === check.errand);
  const rows = errand === undefined ? undefined : toErrandOutcome(state, errand).rows;
  const words = (
    <>
      {actionWords[check.action].name} on {check.on}, <Instant atMs={check.atMs} />
    </>
  );
  if (rows === undefined) return <span className={classes['small']}>{words}</span>;
  const spot = { kind: 'output', at: rows.from } as const;
  return (
    <a className={classes['evidence']} href={toHash({ room: 'maintenance', id: state.id, tab: 'console', spot })}>
      {words}
    </a>
  );
}

interface GoingProps extends Pick<BackupProofProps, 'state' | 'isFixed'> {
  readonly check: AskedCheck;
}

function Going({ state, check, isFixed }: GoingProps) {
  const asking = useAsking();
  const running = check.errands.some(({ task }) => task.state === 'running');
  const unknown = check.errands.find(({ task }) => task.state === 'unknown')?.task;
  const [isSettling, setSettling] = useState(false);
  const of = check.copy === undefined ? '' : ' of a copy';
  const word = unknown !== undefined ? 'its host does not answer' : running ? 'going on' : 'waits for its host';
  return (
    <span className={classes['going']} role="status">
      <LoaderCircle size={13} aria-hidden="true" className={running ? classes['turning'] : undefined} />
      {actionWords[check.action].name}
      {of}: {word}
      {unknown === undefined ? null : (
        <Button size="compact-xs" variant="subtle" disabled={isFixed} onClick={() => setSettling(true)}>
          Settle…
        </Button>
      )}
      {isSettling && unknown !== undefined ? (
        <ReasonDialog
          title="What became of this check is not known"
          deed="It proved nothing"
          label="How you know that it does not go on"
          request="step.mark"
          toInput={(reason) => ({ maintenance: state.id, task: unknown.id, word: 'did-not-run', reason })}
          onClose={() => setSettling(false)}
        >
          <p>Drydock goes on asking its host. Once it is settled, the check can be asked for anew.</p>
        </ReasonDialog>
      ) : null}
      {toCancellable(check).length === 0 ? null : (
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={isFixed}
          loading={asking.isAsking}
          onClick={() => void asking.ask('backup.cancelCheck', { maintenance: state.id, check: check.id })}
        >
          Cancel
        </Button>
      )}
    </span>
  );
}
