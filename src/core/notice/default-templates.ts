/** The templates a workspace begins with: factual and short, with what `CHG-5` asks to be told before and after. */
import type { Audience, NoticeKind } from './notice.ts';
import type { Template } from './template.ts';

const before = `Environment: {{environment}}
Start: {{start}}
Expected duration: {{duration}}
{{access}}
Workflows that should wait: {{workflows}}
Support in the window: {{support}}`;

const after = `{{result}}
Environment: {{environment}}
Validation: {{validation}}
Known issues: {{issues}}
Follow-up: {{follow-up}}`;

const people = 'To: {{em}} (EM), {{ces}} (CES)';

const texts: Readonly<Record<NoticeKind, readonly [subject: string, text: string]>> = {
  announcement: ['Planned maintenance: {{title}}', before],
  reminder: ['Reminder of planned maintenance: {{title}}', before],
  start: [
    'Maintenance begins: {{title}}',
    'Environment: {{environment}}\nExpected end: {{end}}\n{{access}}\nSupport: {{support}}',
  ],
  progress: [
    'Maintenance under way: {{title}}',
    'Environment: {{environment}}\n{{progress}}.\nExpected end: {{projected-end}}',
  ],
  extension: [
    'Maintenance takes longer: {{title}}',
    'Environment: {{environment}}\nPlanned end: {{end}}\nExpected end now: {{projected-end}}',
  ],
  'schedule-change': [
    'Change of schedule: {{title}}',
    '{{what-changed}}\nEnvironment: {{environment}}\nWindow: {{start}} to {{end}}',
  ],
  completion: ['Maintenance over: {{title}}', after],
  rollback: ['Maintenance rolled back: {{title}}', after],
  report: ['Report on the maintenance: {{title}}', after],
  'integration-owners': ['Maintenance that touches integrations: {{title}}', before],
  'em-notification': ['Emergency maintenance: {{title}}', 'Environment: {{environment}}\nWindow: {{start}} to {{end}}'],
  'pending-updates': [
    'Updates are pending: {{environment}} to {{to-version}}',
    'Environment: {{environment}}\nVersion: {{from-version}} to {{to-version}}\nPotential downtime: {{downtime}}\n{{migrations}}',
  ],
  'downtime-ahead': [
    'Downtime ahead: {{environment}}',
    'Environment: {{environment}}\nStart: {{start}}\nPotential downtime: {{downtime}}\nVersion: {{from-version}} to {{to-version}}',
  ],
  failure: [
    'Maintenance release failed: {{environment}}',
    'Environment: {{environment}}\nThe update to {{to-version}} did not succeed.\nWhom to contact: {{contact}}',
  ],
};

/** What an internal text says beside the public one. */
const beside: Readonly<Partial<Record<NoticeKind, string>>> = {
  extension: `${people}\nLeader: {{leader}}`,
  'schedule-change': `${people}\nReason: {{why}}\nLeader: {{leader}}`,
  'integration-owners':
    'Source-system owner: {{source-system-owner}}\nOwner of scheduled jobs: {{scheduled-jobs-owner}}',
  failure: 'Migrations: {{applied}}\n{{release-gate}}',
  'em-notification': 'To: {{em}} (EM)\nJustification: {{justification}}\nLeader: {{leader}}',
};

export function toDefaultTemplate(kind: NoticeKind, audience: Audience): Template {
  const [subject, text] = texts[kind];
  const more = audience === 'internal' ? beside[kind] : undefined;
  return { kind, audience, subject, text: more === undefined ? text : `${more}\n${text}` };
}
