/** The services whose state is marked: those the change touches, and any that was marked before. */
import type { MaintenanceState } from '../../../core/maintenance/state.ts';

export function toServices({ change, postmortem }: Pick<MaintenanceState, 'change' | 'postmortem'>): readonly string[] {
  return [...new Set([...change.record.services, ...postmortem.marks.map(({ service }) => service)])];
}
