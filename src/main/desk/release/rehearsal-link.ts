/** Links a rehearsal to the release it was one of, so that the release's own journal says that it was rehearsed, and its policy can ask for it (`REL-10`). */
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import { findRehearsal } from '../../../core/migration/rehearsal.ts';
import { toReleaseHash } from '../../../core/migration/release-plan.ts';
import { isSameWord } from '../../../core/roster/names.ts';
import type { DeskParts } from '../parts.ts';

const itself: Actor = { kind: 'console', name: 'Drydock' };

/** Once a rehearsal is over: every release of what it was for that has not started. */
export function linkRehearsal({ ledger }: Pick<DeskParts, 'ledger'>, { release }: MaintenanceState): void {
  const rehearsed = release?.isRehearsalOf;
  if (rehearsed === undefined) return;
  for (const id of ledger.list()) {
    const state = ledger.state(id);
    if (state?.release === undefined || state.release.isRehearsalOf !== undefined) continue;
    if (isSameWord(state.release.environment, rehearsed)) linkToRelease({ ledger }, state);
  }
}

/** The newest rehearsal of exactly what it runs, where there is one and it is not linked yet. */
export function linkToRelease({ ledger }: Pick<DeskParts, 'ledger'>, state: MaintenanceState): void {
  const { release, id } = state;
  if (release === undefined || !isBeforeStart(state)) return;
  const hash = toReleaseHash(release.migrations);
  const states = ledger.list().flatMap((one) => ledger.state(one) ?? []);
  const found = findRehearsal(states, release.environment, hash);
  if (found === undefined || state.rehearsal?.maintenance === found.maintenance.id) return;
  const { maintenance, environment, endedAtMs } = found;
  ledger.submit(
    id,
    { type: 'report-rehearsal', maintenance: maintenance.id, title: maintenance.title, environment, endedAtMs, hash },
    itself,
  );
}
