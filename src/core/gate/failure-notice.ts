/** What people are told when a maintenance release has failed: what failed, that the gate holds releases, and whom to contact (`REL-7`). */
import type { Environment } from '../environment/environment.ts';
import { withoutStop } from '../maintenance/event-text/phrases.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { toReleaseText } from './gate-text.ts';
import { toStanding } from './standing.ts';

export interface FailureNotice {
  readonly subject: string;
  readonly text: string;
  /** Whom to contact: who the environment names, else who leads the release. */
  readonly contact: string;
}

/** `undefined` for a release that has not failed, and for what is no release. */
export function toFailureNotice(
  state: MaintenanceState,
  environment: Pick<Environment, 'name' | 'contact'>,
): FailureNotice | undefined {
  const standing = toStanding(state);
  if (standing?.kind !== 'failed') return undefined;
  const contact = environment.contact ?? state.leader?.name ?? 'the maintenance leader';
  const sentences = [
    toReleaseText(state.title, standing),
    `The release gate of ${environment.name} is blocked: later releases, full and selective, wait until this is resolved.`,
    `Contact: ${withoutStop(contact)}.`,
  ];
  return { subject: `Maintenance release failed: ${environment.name}`, text: sentences.join('\n'), contact };
}
