/** A workspace with a team and a maintenance that is being planned, made through the contract before anybody looks at it. */
import type { MaintenanceId } from '../../src/core/ids.ts';
import { defaultPolicy } from '../../src/core/policy/default-policy.ts';
import type { PersonId } from '../../src/core/roster/names.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const runbook = `---
title: Upgrade the wiki
---

## Announce

Say in the channel that it begins.

## Upgrade

\`\`\`sh {host=wiki-1}
wiki-upgrade --to 1.45
\`\`\`
`;

export interface Planned {
  readonly folder: string;
  readonly maintenance: MaintenanceId;
  readonly window: { readonly startMs: number; readonly endMs: number; readonly zone: string };
  remove(): Promise<void>;
}

const team = [
  ['Ada Quist', ['SRE'], ['root']],
  ['Ben Okoye', ['SRE', 'buddy'], ['root']],
  ['Cleo Marsh', ['EM'], []],
  ['Dana Reyes', ['CES'], []],
] as const;

/** In ten days, four hours long; two SREs whose shifts leave half an hour to one of them alone. */
export async function planMaintenance(nowMs: number): Promise<Planned> {
  const { folder, remove } = await makeWorkspace();
  const desk = await TestConsole.open(folder, { policy: defaultPolicy });
  const content = Buffer.from(runbook).toString('base64');
  const { summary } = await desk.ask('runbook.import', { file: 'wiki.md', content });
  const people: PersonId[] = [];
  for (const [name, roles, qualifications] of team) {
    const person = {
      name,
      roles: [...roles],
      qualifications: [...qualifications],
      services: [],
      zone: 'Europe/Berlin',
    };
    people.push((await desk.ask('person.save', { person })).id);
  }
  const { id } = await desk.ask('maintenance.create', { title: 'Upgrade the wiki', runbook: summary.name });
  const startMs = Math.ceil((nowMs + 10 * dayMs) / hourMs) * hourMs;
  const window = { startMs, endMs: startMs + 4 * hourMs, zone: 'Europe/Berlin' };
  await desk.ask('schedule.setWindow', { maintenance: id, window });
  await desk.ask('roster.involve', { maintenance: id, people });
  const [ada, ben, cleo, dana] = people as [PersonId, PersonId, PersonId, PersonId];
  const shift = (name: string, person: PersonId, role: string, fromMs: number, toMs: number) => ({
    id: name,
    person,
    role,
    fromMs,
    toMs,
  });
  await desk.ask('roster.setShifts', {
    maintenance: id,
    shifts: [
      shift('ada', ada, 'SRE', startMs, startMs + 4 * hourMs),
      shift('ben-1', ben, 'SRE', startMs, startMs + 2 * hourMs),
      shift('ben-2', ben, 'SRE', startMs + 2.5 * hourMs, startMs + 4 * hourMs),
      shift('cleo', cleo, 'EM', startMs, startMs + 4 * hourMs),
      shift('dana', dana, 'CES', startMs - hourMs, startMs + 5 * hourMs),
    ],
  });
  await desk.ask('roster.assignDuties', {
    maintenance: id,
    duties: { leaders: [{ person: ada }], ces: dana, validationOwner: ben, communicationOwner: dana },
  });
  await desk.close();
  return { folder, maintenance: id, window, remove };
}
