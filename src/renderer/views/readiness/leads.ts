/** Where the one action that satisfies a rule is done: at another place of the console, or in a dialog right here. */
import type { ApprovalKind } from '../../../core/approval/approval.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Finding, FindingAction } from '../../../core/policy/finding.ts';
import type { Route } from '../../frame/route.ts';

/** What the Readiness view can do itself; each opens a dialog, and only its button binds. */
export type Deed =
  | { readonly kind: 'waive' | 'take-back' | 'confirm' | 'doubt'; readonly finding: Finding }
  | { readonly kind: 'ask'; readonly kinds: readonly ApprovalKind[] }
  | { readonly kind: 'emergency' | 'tell' | 'backup' | 'no-backups' | 'postpone' | 'ask-support' };

export type Lead = ({ readonly route: Route } | { readonly deed: Deed }) & { readonly label: string };

/** Which approval a rule waits for. */
const asks: Readonly<Record<string, ApprovalKind>> = {
  'POL-1': 'schedule',
  'POL-3': 'plan',
  'POL-6': 'simultaneous',
  'POL-8': 'simultaneous',
  'POL-18': 'emergency',
};

/** @returns nothing where the finding names no action; outside help may be asked for at any time */
export function toLead(id: MaintenanceId, finding: Finding): Lead | undefined {
  const { rule, action } = finding;
  if (action !== undefined) return { label: action.label, ...toPlace(id, finding, action) };
  return rule === 'POL-9' ? { label: 'Ask for outside help', deed: { kind: 'ask-support' } } : undefined;
}

function toPlace(
  id: MaintenanceId,
  finding: Finding,
  action: FindingAction,
): { readonly route: Route } | { readonly deed: Deed } {
  const { rule } = finding;
  const kind = asks[rule];
  if (action.place === 'plan' && kind !== undefined && action.label.startsWith('Ask'))
    return { deed: { kind: 'ask', kinds: [kind] } };
  if (action.place === 'readiness') {
    if (rule.startsWith('OWN-')) return { deed: { kind: 'confirm', finding } };
    return { deed: { kind: rule === 'POL-18' ? 'tell' : 'backup' } };
  }
  if (rule === 'POL-16') return { deed: { kind: 'postpone' } };
  // No rule is satisfied in the address book alone: who is on the roster is what counts.
  if (action.place === 'people') return { route: { room: 'maintenance', id, tab: 'roster' } };
  if (action.place === 'settings') return { route: { room: 'settings' } };
  return { route: { room: 'maintenance', id, tab: action.place } };
}
