/** The order in which maintenances want to be seen: what needs a person now, what runs, what is scheduled or drafted, what is over. */
import type { MaintenanceSummary } from '../../../contract/shapes.ts';

export type Group = 'Now' | 'Scheduled' | 'Drafts' | 'Over';

export function groupOf({ status }: MaintenanceSummary): Group {
  if (status === 'running' || status === 'rolling-back') return 'Now';
  if (status === 'scheduled') return 'Scheduled';
  return status === 'draft' ? 'Drafts' : 'Over';
}

/** The instant a maintenance is placed by: its end, else its start, else when it was made. */
export function lastTouchedAtMs(summary: MaintenanceSummary): number {
  return summary.endedAtMs ?? summary.startedAtMs ?? summary.createdAtMs;
}

/** Trouble first in what runs, by its window in what is to come, the latest first in the rest. */
function compare(group: Group, a: MaintenanceSummary, b: MaintenanceSummary): number {
  const newest = lastTouchedAtMs(b) - lastTouchedAtMs(a);
  if (group === 'Now') return Number(b.troubled > 0) - Number(a.troubled > 0) || newest;
  if (group === 'Over') return newest;
  const aStartMs = a.window?.startMs ?? Number.MAX_SAFE_INTEGER;
  const bStartMs = b.window?.startMs ?? Number.MAX_SAFE_INTEGER;
  return aStartMs - bStartMs || newest;
}

/** Groups in their order, empty ones left out; what is to come by its window, the soonest first. */
export function toGroups(
  maintenances: readonly MaintenanceSummary[],
): readonly { readonly group: Group; readonly maintenances: readonly MaintenanceSummary[] }[] {
  const order: readonly Group[] = ['Now', 'Scheduled', 'Drafts', 'Over'];
  return order
    .map((group) => ({
      group,
      maintenances: maintenances.filter((summary) => groupOf(summary) === group).sort((a, b) => compare(group, a, b)),
    }))
    .filter(({ maintenances: inGroup }) => inGroup.length > 0);
}
