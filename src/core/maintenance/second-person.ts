/**
 * The two-person rule: which tasks are under it, what exactly is confirmed, whose word counts, and whether it still does (`PREP-3`).
 * A word is bound to the command, the host and the values it runs with; it starts nothing, for the leader goes on.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { isErrandId } from '../errand/errand.ts';
import { isTwoPersonStep } from '../plan/plan.ts';
import { toCanonicalJson } from '../text/canonical-json.ts';
import type { Actor } from './actor.ts';
import { isSamePerson } from './same-person.ts';
import type { Countersign, MaintenanceState, Task } from './state.ts';
import { natureOf, scriptOf, stepOf } from './tasks.ts';

/** All that decides what happens: shown to whoever confirms, and hashed. Secrets are known by name alone. */
export interface ExactCommand {
  readonly title: string;
  readonly direction: Task['direction'];
  /** Where it runs, and where that host really is; none where a person does it. */
  readonly host?: MaintenanceState['hosts'][number];
  readonly script?: string;
  /** What a person is to do, where there is no script. */
  readonly words?: string;
  /** Values of the variables that are not secret. */
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

export function isUnderTwoPersonRule(state: MaintenanceState, task: Task): boolean {
  if (isErrandId(task.id) || natureOf(state, task) === 'time') return false;
  return isTwoPersonStep(state.plan, stepOf(state, task));
}

export function toExactCommand(state: MaintenanceState, task: Task): ExactCommand {
  const step = stepOf(state, task);
  const script = scriptOf(state, task);
  const host = state.hosts.find(({ name }) => name === task.host);
  const { direction } = task;
  if (script === undefined) {
    const why = 'rollback' in step && step.rollback?.kind === 'none' ? step.rollback.why : undefined;
    const words = direction === 'forward' ? step.what : why;
    return { title: step.title, direction, ...(words === undefined ? {} : { words }), variables: {}, secrets: [] };
  }
  const { variables, secrets } = state;
  return { title: step.title, direction, ...(host === undefined ? {} : { host }), script, variables, secrets };
}

/** SHA-256, 64 lower-case hex digits: the same command on the same host with the same values. */
export function toCommandHash(state: MaintenanceState, task: Task): string {
  return bytesToHex(sha256(utf8ToBytes(toCanonicalJson({ task: task.id, ...toExactCommand(state, task) }))));
}

/**
 * The second person’s word where it is about what would be done now; a word on anything else is stale, and one of somebody who has taken
 * the lead since is void.
 */
export function standingCountersign(state: MaintenanceState, task: Task): Countersign | undefined {
  const { countersign } = task;
  if (countersign === undefined || countersign.isByWhoLeads === true) return undefined;
  return countersign.command === toCommandHash(state, task) ? countersign : undefined;
}

/** Whether this is who leads the run, or whom the roster names as leading all of it. */
export function leadsRun({ leader, roster }: MaintenanceState, who: Pick<Actor, 'name' | 'person'>): boolean {
  if (leader !== undefined && isSamePerson(leader, who)) return true;
  return roster.duties.leaders.some(({ person, service }) => service === undefined && person === who.person);
}
