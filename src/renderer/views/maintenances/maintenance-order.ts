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

/** Groups in their order, empty ones left out; within a group trouble first, then the newest. */
export function toGroups(
  maintenances: readonly MaintenanceSummary[],
): readonly { readonly group: Group; readonly maintenances: readonly MaintenanceSummary[] }[] {
  const order: readonly Group[] = ['Now', 'Scheduled', 'Drafts', 'Over'];
  return order
    .map((group) => ({
      group,
      maintenances: maintenances
        .filter((summary) => groupOf(summary) === group)
        .sort((a, b) => {
          const trouble = group === 'Now' ? Number(b.troubled > 0) - Number(a.troubled > 0) : 0;
          return trouble || lastTouchedAtMs(b) - lastTouchedAtMs(a);
        }),
    }))
    .filter(({ maintenances: inGroup }) => inGroup.length > 0);
}
