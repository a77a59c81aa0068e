/** One notice of the team's plan: how its due time reads, where it stands in the list, and what a new one is called. */
import type { NoticePlan } from '../../../core/notice/notice-plan.ts';
import { toSpanText } from '../../parts/time/times.ts';
import { points } from '../notices/span.ts';

export type PlanNotice = NoticePlan['notices'][number];

export function toDueWords(due: PlanNotice['due']): string {
  switch (due.kind) {
    case 'announced-ahead':
      return due.marginMs === 0
        ? 'as long ahead as the policy asks for'
        : `${toSpanText(due.marginMs)} before the policy would call it late`;
    case 'relative': {
      const point = points.find(([name]) => name === due.to)?.[1] ?? due.to;
      if (due.offsetMs === 0) return `when ${point}`;
      return `${toSpanText(due.offsetMs)} ${due.offsetMs < 0 ? 'before' : 'after'} ${point}`;
    }
    case 'at':
      return new Date(due.atMs).toISOString();
  }
}

/** In the order they fall due: what counts from the policy first, then by the point they count from. */
export function inOrderOfTime(notices: readonly PlanNotice[]): readonly PlanNotice[] {
  const placeOf = ({ due }: PlanNotice): number => {
    if (due.kind === 'announced-ahead') return 0;
    return due.kind === 'at' ? points.length + 1 : 1 + points.findIndex(([name]) => name === due.to);
  };
  const offsetOf = ({ due }: PlanNotice) => (due.kind === 'relative' ? due.offsetMs : 0);
  return notices.toSorted((a, b) => placeOf(a) - placeOf(b) || offsetOf(a) - offsetOf(b));
}

/** `reminder`, `reminder-2`, …: it is typed on the command line. */
export function toNoticeId(kind: PlanNotice['kind'], taken: readonly PlanNotice[]): string {
  const isTaken = (id: string) => taken.some((notice) => notice.id === id);
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? kind : `${kind}-${count}`;
    if (!isTaken(id)) return id;
  }
}
