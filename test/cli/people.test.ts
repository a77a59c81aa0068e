/** The address book and a roster, by the command. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeTestWorkspace, type TestWorkspace } from './command.ts';

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeTestWorkspace();
});
afterAll(() => workspace.remove());

async function write(name: string, content: string): Promise<string> {
  const file = join(workspace.folder, '..', name);
  await writeFile(file, content);
  return file;
}

describe('people', () => {
  test('are added, imported, listed, exported, and one of them sits here', async () => {
    await workspace.drydock(
      'person',
      'add',
      'Ada',
      '--zone',
      'UTC',
      '--role',
      'SRE',
      '--qualification',
      'root',
      '--email',
      'ada@example.org',
    );
    const file = await write('people.csv', 'name,roles,qualifications\nBo,SRE,root\n,EM,\n');
    const imported = await workspace.drydock('person', 'import', file, '--zone', 'UTC');
    expect(imported.status).toBe(1);
    expect(imported.stdout).toContain('line 3: –: Refused: it has no name.');
    expect(imported.stdout).toContain('1 added, 0 changed, 0 as they were, 1 refused');
    expect((await workspace.records('person', 'list')).map(({ id }) => id)).toEqual(['ada', 'bo']);
    expect((await workspace.drydock('person', 'me', 'ada')).stdout).toBe('ada  Ada (SRE, root), UTC\n');
    expect((await workspace.drydock('person', 'me', 'eve')).status).toBe(2);
    const exported = join(workspace.folder, '..', 'exported.csv');
    expect((await workspace.drydock('person', 'export', '--output', exported)).status).toBe(0);
    expect(await readFile(exported, 'utf8')).toContain('ada,Ada,SRE,root,,UTC,ada@example.org,,');
  });
});

describe('a roster', () => {
  test('POL-2: shows each gap with its from–to, and takes no time that the clocks show twice', async () => {
    await workspace.records('import', await write('look.md', '# Look\n\n- [ ] Look\n'));
    const [made] = await workspace.records('maintenance', 'new', 'Tonight', '--runbook', 'Look');
    const window = { startMs: Date.UTC(2036, 9, 25, 20), endMs: Date.UTC(2036, 9, 26, 4), zone: 'Europe/Berlin' };
    await workspace.records('call', 'schedule.setWindow', JSON.stringify({ maintenance: made?.['id'], window }));
    expect((await workspace.drydock('roster', 'involve', 'Tonight', 'ada', 'bo')).status).toBe(0);
    await workspace.drydock('roster', 'shift', 'Tonight', 'ada', 'SRE', '2036-10-25 22:00', '2036-10-26 05:00');
    const twice = await workspace.drydock(
      'roster',
      'shift',
      'Tonight',
      'bo',
      'SRE',
      '2036-10-25 22:00',
      '2036-10-26 02:30',
    );
    expect(twice.status).toBe(2);
    expect(twice.stderr).toContain('2036-10-26 02:30+02:00 or 2036-10-26 02:30+01:00');
    await workspace.drydock('roster', 'shift', 'Tonight', 'bo', 'SRE', '2036-10-25 22:00', '2036-10-26 02:30+01:00');
    const shown = await workspace.drydock('roster', 'show', 'Tonight');
    expect(shown.stdout).toContain(
      'gap  2036-10-26 02:30+01:00 to 2036-10-26 05:00+01:00: only ada; wanted: 2 SRE with root',
    );
    const [record] = await workspace.records('roster', 'show', 'Tonight');
    expect(record?.['coverage']).toMatchObject({ gaps: [{ people: ['ada'] }] });
  });

  test('is asked about what a calendar leaves open, and comes out as one', async () => {
    const event = 'BEGIN:VEVENT\nUID:a\nSUMMARY:Bo\nDTSTART:20361026T030000\nDURATION:PT1H\nEND:VEVENT';
    const file = await write('shifts.ics', `BEGIN:VCALENDAR\n${event}\nEND:VCALENDAR\n`);
    const asked = await workspace.drydock('roster', 'import', 'Tonight', file);
    expect(asked.status).toBe(3);
    expect(asked.stdout).toContain('Its times name no time zone.');
    expect(
      (await workspace.drydock('roster', 'import', 'Tonight', file, '--zone', 'Europe/Berlin', '--role', 'SRE')).status,
    ).toBe(0);
    expect((await workspace.drydock('roster', 'export', 'Tonight')).stdout).toContain('SUMMARY:Bo (SRE)');
    expect((await workspace.drydock('roster', 'import', 'Tonight', '/nowhere/x.ics')).status).toBe(2);
  });
});
