/** Says each event in one plain sentence: what the log shows of it, and what a search of the journal looks through. */
import { assertNever } from '../result.ts';
import { toDurationText } from '../text/duration.ts';
import type { NewEvent, Uncertainty, Verdict } from './events.ts';

/** Who did it is the subject where a person did; hosts and the console itself are named where it matters. No time, no seq. */
export function toEventText(event: NewEvent): string {
  const who = event.actor.name;
  switch (event.type) {
    case 'maintenance-created':
      return `${who} made the maintenance “${event.data.title}”${runbookOf(event.data.runbook)}.`;
    case 'plan-changed':
      return `${who} changed the work plan (${event.data.planHash.slice(0, 12)}).`;
    case 'maintenance-renamed':
      return `${who} renamed the maintenance to “${event.data.title}”.`;
    case 'run-started':
      return `${who} started the run of plan ${event.data.planHash.slice(0, 12)}${listOf(
        ' on ',
        event.data.hosts.map(({ name }) => name),
      )}.`;
    case 'run-held':
      return `${event.data.cause === 'person' ? `${who} held the run` : 'The run is held'}${taskOf(event.data.task)}${because(event.data.reason)}.`;
    case 'run-resumed':
      return `${who} resumed the run.`;
    case 'step-awaited':
      return `${event.data.task} waits for ${awaited[event.data.for]}.`;
    case 'step-confirmed':
      return `${who} confirmed ${event.data.task} by typing “${event.data.typed}”.`;
    case 'step-done':
      return `${who} did ${event.data.task}${because(event.data.note)}.`;
    case 'step-not-done':
      return `${who} could not do ${event.data.task}${because(event.data.reason)}.`;
    case 'wait-elapsed':
      return `${event.data.task} has waited long enough.`;
    case 'step-skipped':
      return `${who} skipped ${event.data.task}${because(event.data.reason)}.`;
    case 'step-retried':
      return `${event.data.byPlan ? 'By the plan, a new attempt is made' : `${who} asked for a new attempt`} of ${event.data.task}${because(event.data.reason)}.`;
    case 'attempt-intended':
      return `${attemptOf(event.data)} is about to run.`;
    case 'attempt-dispatched':
      return `${attemptOf(event.data)} is sent to its host.`;
    case 'attempt-started':
      return `${attemptOf(event.data)} runs${event.data.pid === undefined ? '' : ` as process ${event.data.pid}`}.`;
    case 'attempt-ended':
      return `${attemptOf(event.data)} ${event.data.isSuccess ? 'succeeded' : 'failed'}: ${toVerdictText(event.data.verdict)}.`;
    case 'attempt-became-unknown':
      return `Nobody knows what became of ${attemptOf(event.data)}: ${toUncertaintyText(event.data.why)}.`;
    case 'attempt-found':
      return `${attemptOf(event.data)} was found still running.`;
    case 'attempt-marked':
      return `${who} marked ${attemptOf(event.data)}: ${marks[event.data.word]}${because(event.data.reason)}.`;
    case 'cancel-requested':
      return `${cancelled[event.data.cause](who)} of ${attemptOf(event.data)}.`;
    case 'roll-back-begun':
      return `${event.data.cause === 'person' ? `${who} began the rollback` : 'By the plan, the rollback began'} of ${countOf(event.data.tasks.length, 'step')}${because(event.data.reason)}.`;
    case 'run-aborted':
      return `${who} aborted the run${because(event.data.reason)}.`;
    case 'run-ended':
      return `The run ended: ${outcomes[event.data.outcome]}${because(event.data.note)}.`;
    case 'note-added':
      return `${who}: ${event.data.text}`;
    case 'contact-lost':
      return `${event.data.host} is out of reach${because(event.data.message)}.`;
    case 'contact-regained':
      return `Contact with ${event.data.host} is back after ${toDurationText(event.data.afterMs)}.`;
    case 'host-key-trusted':
      return `${who} trusted the ${event.data.algorithm} key ${event.data.fingerprint} of ${event.data.host}.`;
    default:
      return assertNever(event);
  }
}

/** `exit status 1; stdout lacks “ok”`. No full stop, for it stands within a sentence. */
export function toVerdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'exited': {
      const unmet = verdict.unmet.map(withoutStop);
      // Where the status is what was not met, its sentence says it already.
      const isSaid = unmet.some((part) => /^the exit status/i.test(part));
      return (isSaid ? unmet : [`exit status ${verdict.status}`, ...unmet]).join('; ');
    }
    case 'signalled':
      return `ended by signal ${verdict.signal}`;
    case 'timed-out':
      return `timed out after ${toDurationText(verdict.afterMs)}`;
    case 'cancelled':
      return 'cancelled';
    case 'not-started':
      return `it never began (${withoutStop(verdict.message)})`;
    default:
      return assertNever(verdict);
  }
}

export function toUncertaintyText(why: Uncertainty): string {
  return withoutStop(why.message);
}

const awaited = { confirmation: 'a confirmation', person: 'a person', time: 'its time' } as const;
const marks = { ran: 'it ran', 'did-not-run': 'it did not run', 'new-attempt': 'a new attempt is to be made' } as const;
const outcomes = {
  completed: 'completed',
  'completed-with-failures': 'completed with failures',
  'rolled-back': 'rolled back',
} as const;
const cancelled = {
  person: (who: string) => `${who} asked for the end`,
  timeout: () => 'The time is over, which asks for the end',
  abort: () => 'The abort asks for the end',
} as const;

function attemptOf({ task, attempt }: { readonly task: string; readonly attempt: number }): string {
  return attempt === 1 ? task : `${task} (attempt ${attempt})`;
}

function taskOf(task: string | undefined): string {
  return task === undefined ? '' : ` at ${task}`;
}

function runbookOf(runbook: { readonly name: string; readonly version: number } | undefined): string {
  return runbook === undefined ? '' : ` from the runbook “${runbook.name}”, version ${runbook.version}`;
}

function because(reason: string | undefined): string {
  return reason === undefined || reason === '' ? '' : `: ${withoutStop(reason)}`;
}

function listOf(before: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${before}${names.join(', ')}`;
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function withoutStop(text: string): string {
  return text.trim().replace(/\.$/, '');
}
