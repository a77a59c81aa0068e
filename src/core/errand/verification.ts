/** The verification of backups as errands: what is asked of which host, which checks go on, and which wait to be read. */
import { toAskedHosts, toCheckable } from '../backup/asking.ts';
import type { KnownBackup } from '../backup/backup.ts';
import type { Action } from '../backup/tools/tool.ts';
import { partsOf, tools } from '../backup/tools.ts';
import { toWhereaboutsScript } from '../backup/whereabouts.ts';
import type { HostName, TaskId } from '../ids.ts';
import type { Errand, MaintenanceState, Task } from '../maintenance/state.ts';
import { isScripted } from '../plan/plan.ts';
import type { PartId } from '../roster/names.ts';
import type { ErrandOrder } from './errand.ts';

const minuteMs = 60_000;
/** Long enough for what each has to read; whatever takes longer is ended, and proves nothing. */
const timeoutsMs: Readonly<Record<Action, number>> = {
  look: 5 * minuteMs,
  checksum: 6 * 60 * minuteMs,
  verify: 12 * 60 * minuteMs,
  restore: 24 * 60 * minuteMs,
};

export const actionNames: Readonly<Record<Action, string>> = {
  look: 'Look at',
  checksum: 'Checksum of',
  verify: 'Verify',
  restore: 'Restore test of',
};

export type ErrandWish = Omit<ErrandOrder, 'id' | 'host' | 'mode'> & { readonly host: HostName };

/** What is asked for to check a backup, or its copy of that id; `undefined`: nobody said how it is looked at. */
export function toCheckErrands(
  backup: KnownBackup,
  copy: PartId | undefined,
  action: Action,
  check: PartId,
): readonly ErrandWish[] | undefined {
  const of = toCheckable(backup, copy);
  if (of === undefined) return undefined;
  const parts = partsOf(action, of);
  const what = copy === undefined ? backup.what : `a copy of ${backup.what}`;
  return parts.map(({ on, script }, index) => ({
    title: `${actionNames[action]} ${what}`.slice(0, 400),
    host: on,
    script,
    timeoutMs: timeoutsMs[action],
    purpose: {
      kind: 'backup',
      backup: backup.id,
      check: `${action}, ${tools[of.subject.tool].title}`,
      part: {
        of: check,
        ...(copy === undefined ? {} : { copy }),
        action,
        index,
        count: parts.length,
        known: of.known ?? {},
      },
    },
  }));
}

/** Machines move slowly: one that has said where it is is asked again after a day. */
const whereaboutsMs = 24 * 60 * minuteMs;

/** The hosts that have to say where they are, and have not of late. */
export function toWhereaboutsErrands(state: MaintenanceState, nowMs: number): readonly ErrandWish[] {
  const targets = new Set(state.plan.steps.filter(isScripted).flatMap(({ hosts }) => hosts));
  return toAskedHosts(state.backups, [...targets]).flatMap(({ host, places }) => {
    const known = state.backups.whereabouts?.find((one) => one.host === host);
    const isKnown =
      known !== undefined &&
      nowMs - known.atMs < whereaboutsMs &&
      places.every((place) => known.places.some((one) => one.place === place));
    const isAsked = state.errands.some(
      (errand) => errand.purpose.kind === 'whereabouts' && errand.host.name === host && isAwaited(errand),
    );
    if (isKnown || isAsked) return [];
    return [
      {
        title: `Where is ${host}?`,
        host,
        script: toWhereaboutsScript(places),
        timeoutMs: timeoutsMs.look,
        purpose: { kind: 'whereabouts', places: [...places] },
      },
    ];
  });
}

/** One check that was asked for, as its errands. */
export interface AskedCheck {
  readonly id: PartId;
  readonly backup: PartId;
  readonly copy?: PartId;
  readonly action: Action;
  /** In the order of its parts. */
  readonly errands: readonly Errand[];
}

/** Checks whose answer does not stand in the journal yet, in the order they were asked for. */
export function toOpenChecks({ errands }: Pick<MaintenanceState, 'errands'>): readonly AskedCheck[] {
  const checks = new Map<string, Omit<AskedCheck, 'errands'> & { errands: Errand[] }>();
  for (const errand of errands) {
    const { purpose } = errand;
    if (purpose.kind !== 'backup' || purpose.part === undefined || errand.isRead === true) continue;
    const { of, copy, action } = purpose.part;
    const known = checks.get(of);
    if (known !== undefined) known.errands.push(errand);
    else
      checks.set(of, {
        id: of,
        backup: purpose.backup,
        ...(copy === undefined ? {} : { copy }),
        action,
        errands: [errand],
      });
  }
  return [...checks.values()];
}

/** All of it has been asked for, and every errand has come to an end. */
export function isEnded({ errands }: Pick<AskedCheck, 'errands'>): boolean {
  const [first] = errands;
  const count = first?.purpose.kind === 'backup' ? first.purpose.part?.count : undefined;
  return errands.length === count && errands.every(({ task }) => hasEnded(task));
}

/** Errands that ask a host where it is, have ended, and were not read. */
export function toUnreadWhereabouts({ errands }: Pick<MaintenanceState, 'errands'>): readonly Errand[] {
  return errands.filter(
    (errand) => errand.purpose.kind === 'whereabouts' && errand.isRead !== true && hasEnded(errand.task),
  );
}

function hasEnded({ state }: Task): boolean {
  return state !== 'ready' && state !== 'running' && state !== 'unknown' && state !== 'waiting';
}

function isAwaited(errand: Errand): boolean {
  return errand.isRead !== true && !hasEnded(errand.task);
}

/** What of a check can still be called off. */
export function toCancellable({ errands }: Pick<AskedCheck, 'errands'>): readonly TaskId[] {
  return errands.flatMap(({ task }) => (task.state === 'ready' || task.state === 'running' ? [task.id] : []));
}
