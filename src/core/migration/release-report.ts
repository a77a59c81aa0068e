/** What became of each migration of a maintenance release, told as its journal has it: applied, failed, not tried, undone (`REL-1`, `REL-6`). */
import type { MaintenanceState, Task } from '../maintenance/state.ts';
import { isBeforeStart, isOver } from '../maintenance/tasks.ts';
import type { Release } from './release.ts';

export type MigrationOutcome =
  | 'not-tried'
  | 'running'
  | 'applied'
  | 'failed'
  /** Nobody knows whether it ran. */
  | 'unknown'
  /** A person left it out. */
  | 'skipped'
  | 'undone'
  | 'undo-failed';

export interface MigrationReport {
  readonly id: string;
  readonly sequence: number;
  readonly sha256: string;
  readonly step: Release['migrations'][number]['step'];
  readonly outcome: MigrationOutcome;
  readonly beganAtMs?: number;
  /** When that outcome came about; absent while nothing has, or it still may change. */
  readonly endedAtMs?: number;
  /** What its successful attempts took, all hosts together. */
  readonly durationMs?: number;
  /** Who said that it ran, or left it out, and why. */
  readonly says?: string;
}

export type ReleaseOutcome = 'not-started' | 'going' | 'succeeded' | 'failed' | 'rolled-back' | 'called-off';

export interface ReleaseReport {
  readonly outcome: ReleaseOutcome;
  readonly migrations: readonly MigrationReport[];
  /** Something failed or is unknown, and was not undone. */
  readonly isTroubled: boolean;
  /** One sentence: how many are applied, and what became of the others, each by what the catalogue calls it. */
  readonly says: string;
}

/** `undefined` for a maintenance that is no maintenance release. */
export function toReleaseReport(state: MaintenanceState): ReleaseReport | undefined {
  const { release } = state;
  if (release === undefined) return undefined;
  const migrations = release.migrations.map((migration) => toMigrationReport(state, migration));
  const troubled = migrations.filter(({ outcome }) => isTrouble(outcome));
  return {
    outcome: toOutcome(state, migrations),
    migrations,
    isTroubled: troubled.length > 0,
    says: toSentence(migrations),
  };
}

function isTrouble(outcome: MigrationOutcome): boolean {
  return outcome === 'failed' || outcome === 'unknown' || outcome === 'undo-failed';
}

function toOutcome(state: MaintenanceState, migrations: readonly MigrationReport[]): ReleaseOutcome {
  if (state.status === 'cancelled') return 'called-off';
  if (isBeforeStart(state)) return 'not-started';
  if (!isOver(state)) return 'going';
  if (state.status === 'rolled-back')
    return migrations.some(({ outcome }) => isTrouble(outcome)) ? 'failed' : 'rolled-back';
  if (migrations.every(({ outcome }) => outcome === 'not-tried')) return 'called-off';
  const isWhole = migrations.every(({ outcome }) => outcome === 'applied' || outcome === 'skipped');
  return isWhole && state.status !== 'aborted' ? 'succeeded' : 'failed';
}

function toMigrationReport(state: MaintenanceState, migration: Release['migrations'][number]): MigrationReport {
  const own = state.tasks.filter(({ step }) => step === migration.step);
  const forward = own.filter(({ direction }) => direction === 'forward');
  const back = own.filter(({ direction }) => direction === 'back');
  const outcome = toMigrationOutcome(forward, back, isOver(state));
  const isUndoing = outcome === 'undone' || outcome === 'undo-failed';
  const told = isUndoing ? back : forward;
  const began = forward.flatMap(({ beganAtMs }) => beganAtMs ?? []);
  const ended = told.flatMap(({ endedAtMs }) => endedAtMs ?? []);
  const says = told.flatMap(({ word }) => (word === undefined ? [] : [`${word.by.name}: ${word.text}`]));
  const durationMs = outcome === 'applied' ? toDurationMs(forward) : undefined;
  return {
    ...migration,
    outcome,
    ...(began.length === 0 ? {} : { beganAtMs: Math.min(...began) }),
    ...(ended.length === 0 || outcome === 'running' ? {} : { endedAtMs: Math.max(...ended) }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(says.length === 0 ? {} : { says: says.join(' ') }),
  };
}

function toMigrationOutcome(forward: readonly Task[], back: readonly Task[], isRunOver: boolean): MigrationOutcome {
  // What was decided not to be undone stays as it is, and so does what the undoing has not come to yet, or never will.
  const isLeft = (task: Task) => task.state === 'waiting' && isRunOver && !hasBegun(task);
  const undoing = back.filter((task) => task.state !== 'skipped' && task.state !== 'ready' && !isLeft(task));
  if (undoing.length > 0) {
    if (undoing.some(({ state }) => state === 'unknown')) return 'unknown';
    if (undoing.some((task) => isFailed(task) || (isRunOver && task.state === 'waiting'))) return 'undo-failed';
    if (undoing.some(({ state }) => state === 'running' || state === 'waiting')) return 'running';
    if (undoing.length === forward.filter(hasBegun).length) return 'undone';
    if (!isRunOver) return 'running';
  }
  if (forward.some(({ state }) => state === 'unknown')) return 'unknown';
  if (forward.some(({ state }) => state === 'running')) return 'running';
  if (forward.some(isFailed)) return 'failed';
  if (!forward.some(hasBegun)) return forward.some(({ state }) => state === 'skipped') ? 'skipped' : 'not-tried';
  if (forward.every(({ state }) => state === 'succeeded')) return undoing.length > 0 ? 'failed' : 'applied';
  if (forward.some(({ state }) => state === 'ready' || state === 'waiting')) return isRunOver ? 'failed' : 'running';
  // On some of its hosts it ran, and on others a person left it out.
  return 'skipped';
}

function isFailed({ state }: Task): boolean {
  return state === 'failed' || state === 'timed-out' || state === 'cancelled';
}

function hasBegun({ state, attempts }: Task): boolean {
  return attempts.length > 0 || state === 'succeeded' || state === 'failed';
}

/** Only where a host said when it began and ended: a person's word has no duration. */
function toDurationMs(tasks: readonly Task[]): number | undefined {
  let sumMs = 0;
  for (const { attempts } of tasks) {
    const last = attempts.at(-1);
    if (last?.startedAtMs === undefined || last.endedAtMs === undefined || last.mark !== undefined) return undefined;
    sumMs += last.endedAtMs - last.startedAtMs;
  }
  return tasks.length === 0 ? undefined : sumMs;
}

const outcomeWords: Readonly<Record<Exclude<MigrationOutcome, 'applied'>, string>> = {
  running: 'running',
  failed: 'failed',
  unknown: 'nobody knows what became of',
  'undo-failed': 'could not be undone',
  undone: 'undone',
  skipped: 'left out',
  'not-tried': 'not tried',
};

function toSentence(migrations: readonly MigrationReport[]): string {
  const idsOf = (wanted: MigrationOutcome) =>
    migrations.filter(({ outcome }) => outcome === wanted).map(({ id }) => id);
  const applied = `${idsOf('applied').length} of ${migrations.length} applied`;
  const others = Object.entries(outcomeWords).flatMap(([outcome, words]) => {
    const ids = idsOf(outcome as MigrationOutcome);
    return ids.length === 0 ? [] : [`${words}: ${toList(ids)}`];
  });
  return `${[applied, ...others].join('; ')}.`;
}

const namedLimit = 5;

function toList(ids: readonly string[]): string {
  const rest = ids.length - namedLimit;
  return rest <= 0 ? ids.join(', ') : `${ids.slice(0, namedLimit).join(', ')} and ${rest} more`;
}
