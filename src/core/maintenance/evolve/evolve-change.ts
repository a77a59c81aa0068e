/** Folds what happened into the change record and its checklist; judges nothing. */

import type { Change } from '../../change/change.ts';
import type { SettledItem } from '../../change/checklist.ts';
import { assertNever } from '../../result.ts';
import type { changeEventSchemas } from '../events/change-events.ts';
import type { JournalEventOf } from '../events.ts';

export function evolveChange(change: Change, event: JournalEventOf<keyof typeof changeEventSchemas>): Change {
  const { atMs, actor: by } = event;
  switch (event.type) {
    case 'record-changed':
      return { ...change, record: event.data.record };
    case 'checklist-set': {
      const settled = new Map(change.checklist.map((item) => [item.id, item.settled]));
      const checklist = event.data.items.map((item): SettledItem => {
        const before = settled.get(item.id);
        return before === undefined ? item : { ...item, settled: before };
      });
      return { ...change, checklist };
    }
    case 'checklist-item-settled': {
      const { item, result, evidence } = event.data;
      const settled = withItem(change, item, (one) => ({ ...one, settled: { result, evidence, by, atMs } }));
      return result === 'failed' ? { ...settled, onceFailed: [...(change.onceFailed ?? []), item] } : settled;
    }
    case 'checklist-item-reopened':
      return withItem(change, event.data.item, ({ settled: _, ...one }) => one);
    case 'criterion-decided': {
      const { criterion: id, decision, reason } = event.data;
      const criterion = change.record.criteria.find((one) => one.id === id);
      if (criterion === undefined) throw new Error(`there is no criterion “${id}”`);
      return { ...change, decisions: [...change.decisions, { criterion, decision, reason, by, atMs }] };
    }
    case 'closing-part-said': {
      const { part, text } = event.data;
      return { ...change, closing: [...change.closing.filter((one) => one.part !== part), { part, text, by, atMs }] };
    }
    default:
      return assertNever(event);
  }
}

function withItem(change: Change, id: string, alter: (item: SettledItem) => SettledItem): Change {
  return { ...change, checklist: change.checklist.map((item) => (item.id === id ? alter(item) : item)) };
}
