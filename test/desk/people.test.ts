/** The address book and rosters through the desk, on a real workspace: in, out, and what files may try. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planSchema } from '../../src/core/plan/plan.ts';
import type { PersonId } from '../../src/core/roster/names.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
beforeEach(async () => {
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
});
afterEach(async () => {
  expect(console.problems).toEqual([]);
  await console.close();
  await workspace.remove();
});

const ada = {
  name: 'Ada Lovelace',
  roles: ['SRE'],
  qualifications: ['root'],
  services: [],
  zone: 'Europe/London',
  contact: { email: 'ada@example.org' },
};
const id = (text: string) => text as PersonId;
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
const importFile = (content: string | Uint8Array, more: object = {}) =>
  console.ask('person.import', { file: 'people.csv', content: base64(content), ...more });
const refusal = async (content: string | Uint8Array, more: object = {}) => {
  const answer = await console.answer('person.import', { file: 'people.csv', content: base64(content), ...more });
  return answer.ok ? answer : answer.failure.message;
};

async function makeMaintenance() {
  const plan = planSchema.parse({
    title: 'Look',
    steps: [{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }],
  });
  await console.ask('runbook.save', { name: 'Look', expectedVersion: 0, plan });
  return (await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Look' })).id;
}

describe('the address book', () => {
  it('keeps people, finds them, and writes over no change made meanwhile', async () => {
    const saved = await console.ask('person.save', { person: ada });
    expect(saved).toMatchObject({ id: 'ada-lovelace', version: 1, keys: [] });
    await console.ask('person.save', { person: { ...ada, id: saved.id, zone: 'UTC' }, expectedVersion: 1 });
    const stale = await console.answer('person.save', { person: { ...ada, id: saved.id }, expectedVersion: 1 });
    expect(stale).toMatchObject({ failure: { kind: 'stale' } });
    await console.ask('person.save', { person: { ...ada, name: 'Åda Lovelace', contact: {} } });
    expect((await console.ask('person.list', { search: 'LOVEL' })).people.map((one) => one.id)).toEqual([
      'ada-lovelace',
      'ada-lovelace-2',
    ]);
    expect((await console.ask('person.list', { role: 'sre', from: 1, limit: 1 })).total).toBe(2);
    await console.ask('person.remove', { id: saved.id });
    expect((await console.ask('person.list', {})).total).toBe(1);
    expect(await console.answer('person.remove', { id: saved.id })).toMatchObject({
      failure: { kind: 'no-such-person' },
    });
    expect(console.notices.some(({ notice, data }) => notice === 'documents' && data.area === 'person')).toBe(true);
  });

  it('knows who sits at the console, and what is done bears their name and id', async () => {
    await console.ask('person.save', { person: ada });
    expect(await console.ask('person.me', {})).toEqual({});
    await console.ask('person.setMe', { person: id('ada-lovelace') });
    const maintenance = await makeMaintenance();
    await console.ask('roster.involve', { maintenance, people: [id('ada-lovelace')] });
    const [first, second] = await console.events(maintenance);
    expect([first?.actor, second?.actor]).toEqual(
      Array(2).fill({ kind: 'person', name: 'Ada Lovelace', person: 'ada-lovelace' }),
    );
    expect(await console.ask('person.setMe', { person: null })).toEqual({});
  });

  it('tells a maintenance that is not over what has changed of its members, without how they are reached', async () => {
    await console.ask('person.save', { person: ada });
    const maintenance = await makeMaintenance();
    await console.ask('roster.involve', { maintenance, people: [id('ada-lovelace')] });
    await console.ask('person.save', { person: { ...ada, id: id('ada-lovelace'), qualifications: [] } });
    expect((await console.state(maintenance)).roster.members).toMatchObject([
      { id: 'ada-lovelace', qualifications: [] },
    ]);
    const { seq } = await console.state(maintenance);
    await console.ask('person.save', {
      person: { ...ada, id: id('ada-lovelace'), qualifications: [], contact: { phone: '1' } },
    });
    expect((await console.state(maintenance)).seq).toBe(seq);
    expect(JSON.stringify(await console.events(maintenance))).not.toContain('example.org');
    expect(await console.answer('roster.involve', { maintenance, people: ['nobody'] })).toMatchObject({
      failure: { kind: 'no-such-person' },
    });
  });
});

describe('people from a CSV file', () => {
  const file = `Name;Roles;Qualifications;E-mail;Shoe size
Ada Lovelace;SRE, EM;root;ada@example.org;38
"Bo
Example";SRE;;bo@example.org;40
;SRE;;;
Cy;SRE;;not an address;
`;

  it('are told row for row, and a dry run writes nothing', async () => {
    const dry = await importFile(file, { zone: 'UTC', isDryRun: true });
    expect(dry).toMatchObject({
      added: 2,
      refused: 2,
      isWritten: false,
      remarks: [{ line: 1, text: expect.stringContaining('Shoe size') }],
    });
    expect(dry.rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'added'],
      [3, 'added'],
      [5, 'refused'],
      [6, 'refused'],
    ]);
    expect(dry.rows[2]?.says).toBe('Refused: it has no name.');
    expect(dry.rows[3]?.says).toContain('contact.email');
    expect((await console.ask('person.list', {})).total).toBe(0);
    expect((await importFile(file, { zone: 'UTC' })).isWritten).toBe(true);
    expect(await importFile(file, { zone: 'UTC' })).toMatchObject({ unchanged: 2, changed: 0, isWritten: false });
  });

  it('are refused without a time zone, which is never guessed', async () => {
    const { rows } = await importFile(file);
    expect(rows[0]?.says).toContain('it names no time zone');
    expect((await importFile('name,zone\nDi,Mars/Olympus\n')).rows[0]?.says).toContain('Mars/Olympus');
  });

  it('lose nothing that the file does not say', async () => {
    await console.ask('person.save', { person: { ...ada, contact: { email: 'ada@example.org', phone: '+44 1' } } });
    const changed = await importFile('name,email,services,phone\nAda L.,ADA@example.org,Wiki,\n');
    expect(changed).toMatchObject({
      changed: 1,
      rows: [{ person: 'ada-lovelace', says: 'Changed: name, services, contact.' }],
    });
    expect((await console.ask('person.list', {})).people).toMatchObject([
      { name: 'Ada L.', roles: ['SRE'], services: ['Wiki'], contact: { phone: '+44 1' } },
    ]);
  });

  it('go out and come in again the same, and run as no formula in a spreadsheet', async () => {
    const name = '=HYPERLINK("http://example.org")';
    await console.ask('person.save', {
      person: { ...ada, name, roles: ['SRE', '@home'], contact: { phone: '+49 30 1', chat: '-1+1' } },
    });
    const { csv } = await console.ask('person.export', {});
    expect(csv).toContain(`"'=HYPERLINK(""http://example.org"")"`);
    expect(csv).not.toMatch(/(^|,)"?[=+\-@]/m);
    const before = await console.ask('person.list', {});
    expect(await importFile(csv)).toMatchObject({ unchanged: 1, isWritten: false });
    expect(await console.ask('person.list', {})).toEqual(before);
  });

  it('are refused whole where it is no such file', async () => {
    expect(await refusal('')).toBe('The file is empty.');
    expect(await refusal('shoe,size\n1,2\n')).toContain('no column “name”');
    expect(await refusal('name\n"Ada\n')).toContain('not CSV');
    expect(await refusal(new Uint8Array([0x6e, 0xff, 0xfe]))).toBe('people.csv is not UTF-8.');
    expect(await refusal(new Uint8Array([0x50, 0x4b, 0, 0]))).toContain('byte 3 is zero');
    expect(await refusal(`name\n${'a\n'.repeat(20_001)}`)).toContain('more than 20000 rows');
    expect(await refusal(`name\n"${'a'.repeat(200_000)}"\n`)).toContain('not CSV');
    expect((await importFile('name,zone\nEve,UTC,1,2\n')).rows[0]?.says).toBe(
      'Refused: it has 4 cells, and there are 2 columns.',
    );
  });

  it('may be ten thousand', async () => {
    const rows = Array.from({ length: 10_000 }, (_, number) => `Person ${number},SRE,p${number}@example.org`);
    const many = `name,roles,email\n${rows.join('\n')}\n`;
    expect(await importFile(many, { zone: 'UTC' })).toMatchObject({ added: 10_000, refused: 0, isWritten: true });
    const page = await console.ask('person.list', { from: 9_990, limit: 100 });
    expect([page.people.length, page.total]).toEqual([10, 10_000]);
    expect((await console.ask('person.list', { search: 'p777@' })).people).toMatchObject([{ name: 'Person 777' }]);
    expect(await importFile(many, { zone: 'UTC' })).toMatchObject({ unchanged: 10_000 });
  });
});

describe('people from vCards', () => {
  const card = (more: string) => `BEGIN:VCARD\r\nVERSION:4.0\r\n${more}END:VCARD\r\n`;
  const cards = [
    card(
      'FN:Ada Lovelace\r\nitem1.EMAIL;TYPE=work:ada@exam\r\n ple.org\r\nTZ:Europe/London\r\nROLE:SRE\\, root,EM\r\nTEL;VALUE=uri:tel:+44-1\r\n',
    ),
    card('N:Example;Bo;;;\r\nTZ:-0500\r\n'),
    card('EMAIL:nobody@example.org\r\n'),
    'BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Old\r\nEND:VCARD\r\n',
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Cut\r\n',
  ].join('');

  it('are read with folded lines, and told card by card', async () => {
    const answer = await importFile(cards, { zone: 'UTC' });
    expect(answer.format).toBe('vcard');
    expect(answer.rows.map(({ outcome, says }) => [outcome, says])).toEqual([
      ['added', 'Added as “ada-lovelace”.'],
      ['added', 'Added as “bo-example”.'],
      ['refused', 'Refused: it has no name.'],
      ['refused', 'Refused: it is a vCard 2.1; export it as version 3.0 or 4.0.'],
      ['refused', 'Refused: the card has no END:VCARD.'],
    ]);
    expect(answer.remarks).toMatchObject([{ text: '“-0500” is an offset and names no time zone.' }]);
    expect((await console.ask('person.list', { ids: [id('ada-lovelace')] })).people).toMatchObject([
      { zone: 'Europe/London', roles: ['SRE, root', 'EM'], contact: { email: 'ada@example.org', phone: '+44-1' } },
    ]);
  });

  it('are refused where there is none', async () => {
    expect(await refusal('hello', { format: 'vcard' })).toContain('no vCard');
    expect(await refusal(`BEGIN:VCARD\n${';'.repeat(500_000)}`)).toMatchObject({ ok: true, output: { refused: 1 } });
  });
});

describe('shifts and calendars', () => {
  const startMs = Date.UTC(2036, 9, 12, 8);
  const window = { startMs, endMs: startMs + 8 * 3_600_000, zone: 'UTC' };
  const file = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:a',
    'SUMMARY:SRE',
    'ATTENDEE:mailto:ada@example.org',
    'DTSTART:20361012T080000Z',
    'DURATION:PT8H',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');
  const shiftsOf = (maintenance: Awaited<ReturnType<typeof makeMaintenance>>, text: string, more: object = {}) =>
    console.ask('roster.importShifts', { maintenance, file: 'shifts.ics', content: base64(text), ...more });

  it('POL-4: come in with their people, go out, and come in again the same', async () => {
    await console.ask('person.save', { person: ada });
    const maintenance = await makeMaintenance();
    const early = await console.answer('roster.importShifts', { maintenance, file: 'x', content: base64(file) });
    expect(early).toMatchObject({ failure: { kind: 'not-ready' } });
    await console.ask('schedule.setWindow', { maintenance, window });
    const { seq } = await console.state(maintenance);
    expect(await shiftsOf(maintenance, file, { isDryRun: true })).toMatchObject({
      isWritten: false,
      involves: ['ada-lovelace'],
    });
    expect((await console.state(maintenance)).seq).toBe(seq);
    expect(await shiftsOf(maintenance, file)).toMatchObject({ isWritten: true, shifts: [{ role: 'SRE' }] });
    const { roster } = await console.state(maintenance);
    expect(roster).toMatchObject({
      members: [{ id: 'ada-lovelace' }],
      shifts: [{ person: 'ada-lovelace', fromMs: startMs }],
    });
    const { calendar } = await console.ask('roster.exportShifts', { maintenance });
    expect(calendar).toContain('SUMMARY:Ada Lovelace (SRE)');
    expect(await shiftsOf(maintenance, calendar, { mode: 'replace' })).toMatchObject({
      isWritten: true,
      questions: [],
    });
    expect((await console.state(maintenance)).roster.shifts.map(({ id: _, ...shift }) => shift)).toEqual(
      roster.shifts.map(({ id: _, ...shift }) => shift),
    );
    // The exported file has ids of its own: added, each shift would be there twice.
    const again = await shiftsOf(maintenance, file);
    expect(again).toMatchObject({ isWritten: false, problems: [expect.stringContaining('overlap')] });
  });

  it('are not written while a question is open, unless the rest is to be left out', async () => {
    await console.ask('person.save', { person: ada });
    const maintenance = await makeMaintenance();
    await console.ask('schedule.setWindow', { maintenance, window });
    const both = file.replace('END:VCALENDAR', file.slice(17).replace('ada@', 'bo@').replace('UID:a', 'UID:b'));
    const open = await shiftsOf(maintenance, both);
    expect(open).toMatchObject({ isWritten: false, questions: [{ about: 'person', key: 'bo@example.org' }] });
    expect(await shiftsOf(maintenance, both, { leavesOutTheRest: true })).toMatchObject({ isWritten: true });
    expect(
      await console.answer('roster.importShifts', {
        maintenance,
        file: 'x.ics',
        content: base64(new Uint8Array([1, 0])),
      }),
    ).toMatchObject({
      failure: { kind: 'not-text' },
    });
  });
});
