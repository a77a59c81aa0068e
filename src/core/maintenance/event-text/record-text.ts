/** Says the events of the record itself. */
import type { Release } from '../../migration/release.ts';
import type { recordEventSchemas } from '../events/record-events.ts';
import type { TextsOf } from './phrases.ts';

export const recordTexts: TextsOf<keyof typeof recordEventSchemas> = {
  'maintenance-created': ({ actor, data }) =>
    `${actor.name} made the maintenance “${data.title}”${runbookOf(data.runbook)}${releaseOf(data.release)}.`,
  'plan-changed': ({ actor, data }) => `${actor.name} changed the work plan (${data.planHash.slice(0, 12)}).`,
  'rehearsal-linked': ({ data }) => `It was rehearsed on ${data.environment}: “${data.title}”.`,
  'maintenance-renamed': ({ actor, data }) => `${actor.name} renamed the maintenance to “${data.title}”.`,
  'note-added': ({ actor, data }) => `${actor.name}: ${data.text}`,
};

function runbookOf(runbook: { readonly name: string; readonly version: number } | undefined): string {
  return runbook === undefined ? '' : ` from the runbook “${runbook.name}”, version ${runbook.version}`;
}

function releaseOf(release: Release | undefined): string {
  if (release === undefined) return '';
  const rehearsal = release.isRehearsalOf === undefined ? '' : `, as a rehearsal for ${release.isRehearsalOf}`;
  return ` as a maintenance release of ${release.environment} to ${release.toVersion}${rehearsal}`;
}
