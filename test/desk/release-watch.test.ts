/** What the console does for an environment by itself: a release ready for its window, started once and only if every `must` holds, and its notices. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostName, MaintenanceId } from '../../src/core/ids.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { onlyRules } from '../fixtures/no-rules.ts';
import { SetClock } from '../fixtures/set-clock.ts';
import { startWebServer, type WebServer } from '../notify/web-server.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let clock: SetClock;
let console: TestConsole;
let folder: string;
let web: WebServer;

async function open(policy?: Policy): Promise<void> {
  console = await TestConsole.open(workspace.folder, { clock, ...(policy === undefined ? {} : { policy }) });
}
beforeEach(async () => {
  workspace = await makeWorkspace();
  folder = await mkdtemp(join(tmpdir(), 'drydock-iac-'));
  clock = new SetClock();
  clock.set('2026-05-01T12:00:00Z');
  web = await startWebServer();
});
afterEach(async () => {
  expect(console.problems).toEqual([]);
  await console.close();
  await web.close();
  await workspace.remove();
  await rm(folder, { recursive: true, force: true });
});

const sunday = '2026-05-03T02:30:00Z';
const windowRule = { weekdays: ['sunday'], at: '02:30', zone: 'UTC', lengthMinutes: 60, isAutomatic: true } as const;
const write = (...sequences: readonly number[]) =>
  writeFile(
    join(folder, 'migrations.yaml'),
    `versions:\n  - version: "1.1"\n    migrations:\n${sequences
      .map(
        (one) =>
          `      - { sequence: ${one}, description: Step ${one}, downtime: full 5m, run: "true", rollback: { none: it only adds } }\n`,
      )
      .join('')}`,
  );

async function save(more: object = {}): Promise<void> {
  if ((await console.ask('host.list', {})).length === 0)
    await console.ask('host.save', { name: 'db-1' as HostName, address: '127.0.0.1', port: 1, user: 'ops' });
  const known = (await console.ask('environment.list', {}))[0];
  const environment = {
    name: 'Orders',
    isProduction: true,
    version: '1.0',
    hosts: ['db-1' as HostName],
    catalogue: { path: folder },
    windowRule,
    contact: 'Ops on call',
    ...more,
  };
  await console.ask('environment.save', { environment: environment as never, expectedVersion: known?.version ?? 0 });
}

const details = () => console.ask('environment.details', { name: 'Orders' });
/** Sets the clock, and resolves once the console has looked. */
async function at(iso: string): Promise<void> {
  clock.set(iso);
  await console.host.hurry();
}
/** Resolves once the console has looked, whatever it found. */
const look = () => console.host.hurry();
const maintenances = () => console.ask('maintenance.list', {});
const onlyRelease = async (): Promise<MaintenanceState> => {
  await look();
  const all = await maintenances();
  expect(all).toHaveLength(1);
  return console.state(all[0]?.id as MaintenanceId);
};

describe('the recurring window', () => {
  it('REL-3: has a release ready for the next one, and starts it when it begins; the occurrence is decided once', async () => {
    await open();
    await write(1);
    await save();
    const draft = await onlyRelease();
    expect(draft).toMatchObject({
      status: 'draft',
      title: 'Orders to 1.1',
      release: { isMadeByItself: true, contact: 'Ops on call' },
    });
    expect(draft.schedule.window).toEqual({
      startMs: Date.parse(sunday),
      endMs: Date.parse(sunday) + 3_600_000,
      zone: 'UTC',
    });
    expect((await details()).windows.map(({ startMs }) => new Date(startMs).toISOString().slice(0, 10))).toEqual([
      '2026-05-03',
      '2026-05-10',
      '2026-05-17',
      '2026-05-24',
      '2026-05-31',
    ]);
    await at(sunday);
    const begun = await console.state(draft.id);
    expect(begun.status).toBe('running');
    expect(begun.leader).toEqual({ kind: 'console', name: 'Drydock' });
    const { occurrences } = await details();
    expect(occurrences).toMatchObject([{ outcome: 'started', maintenance: draft.id, why: [] }]);
    // Closed and opened again within the same occurrence: no second start, no second maintenance.
    await console.close();
    await open();
    await look();
    expect((await maintenances()).map(({ id }) => id)).toEqual([draft.id]);
    expect((await console.events(draft.id)).filter(({ type }) => type === 'run-started')).toHaveLength(1);
  });

  it('REL-3: does not start while a must does not hold, says which, and is ready for the next', async () => {
    await open(onlyRules('POL-10'));
    await write(1);
    await save();
    const { id } = await onlyRelease();
    await at(sunday);
    expect((await details()).occurrences).toMatchObject([
      { outcome: 'starting', why: [expect.stringMatching(/^POL-10: /)] },
    ]);
    await at('2026-05-03T02:36:00Z');
    expect((await details()).occurrences).toMatchObject([
      { outcome: 'not-started', maintenance: id, why: [expect.stringMatching(/^POL-10: /)] },
    ]);
    const moved = await console.state(id);
    expect([moved.status, moved.schedule.window?.startMs]).toEqual(['draft', Date.parse('2026-05-10T02:30:00Z')]);
  });

  it('REL-3: decides an occurrence that a console left undecided: the same maintenance, started once', async () => {
    await open(onlyRules('POL-10'));
    await write(1);
    await save();
    const { id } = await onlyRelease();
    await at(sunday);
    expect((await details()).occurrences).toMatchObject([{ outcome: 'starting', maintenance: id }]);
    const { version, policy } = await console.ask('policy.show', {});
    await console.ask('policy.save', { policy: { ...policy, rules: onlyRules().rules }, expectedVersion: version });
    await console.close();
    await open();
    await look();
    expect((await details()).occurrences).toMatchObject([{ outcome: 'started', maintenance: id, why: [] }]);
    expect((await maintenances()).map((one) => one.id)).toEqual([id]);
    expect((await console.events(id)).filter(({ type }) => type === 'run-started')).toHaveLength(1);
  });

  it('REL-3: tells that the console was not running, and never starts what it was not running for', async () => {
    await open();
    await write(1);
    await save();
    const { id } = await onlyRelease();
    await console.close();
    clock.set('2026-05-10T02:50:00Z');
    await open();
    await look();
    const { occurrences } = await details();
    expect(
      occurrences.map(({ window, outcome, why }) => [
        new Date(window.startMs).toISOString().slice(0, 10),
        outcome,
        why.join(),
      ]),
    ).toEqual([
      ['2026-05-10', 'not-started', expect.stringContaining('planned for another time')],
      ['2026-05-03', 'not-started', 'The console was not running when it began.'],
    ]);
    expect((await console.state(id)).status).toBe('draft');
  });

  it('REL-4: starts nothing by itself where the team has not turned that on', async () => {
    await open();
    await write(1);
    await save({ windowRule: { ...windowRule, isAutomatic: false } });
    await at(sunday);
    expect(await maintenances()).toEqual([]);
    expect((await details()).occurrences).toEqual([]);
  });
});

describe('what goes out by itself', () => {
  const notify = (...on: readonly string[]) =>
    on.map((one) => ({
      on: one,
      audience: 'internal',
      channels: ['chat'],
      ...(one === 'downtime' ? { hoursAhead: 24 } : {}),
    }));
  const saveChannel = () =>
    console.ask('channel.save', {
      channel: {
        name: 'chat',
        kind: 'webhook',
        format: 'json',
        audience: 'internal',
        url: web.url,
        isAuthorized: false,
        template: '{"text":"{{subject}}\\n{{text}}"}',
      } as never,
    });
  const texts = () => web.asked.map((one) => one.json<{ text: string }>().text);

  it('REL-5: tells what is pending once, its downtime ahead of the window, the start and the failure with whom to contact', async () => {
    await open();
    await saveChannel();
    await write(1);
    await save({ notifications: notify('pending', 'downtime', 'start', 'failure') });
    const { id } = await onlyRelease();
    await console.untilEvent(id, ({ type }) => type === 'sending-done');
    expect(texts()).toEqual([expect.stringContaining('Updates are pending: Orders to 1.1')]);
    expect(texts()[0]).toContain('Potential downtime: 5 minutes without service');
    expect(texts()[0]).toContain('1.1/1: Step 1');

    const told = (count: number) =>
      console.until(
        id,
        (state) =>
          state.notices.notices.flatMap((one) => one.sendings).filter((one) => one.state === 'sent').length === count,
      );
    await at('2026-05-02T02:31:00Z');
    await told(2);
    expect(texts()[1]).toContain('Downtime ahead: Orders\nEnvironment: Orders\nStart: 2026-05-03 02:30 UTC');

    await at(sunday);
    await told(3);
    expect(texts()[2]).toContain('Maintenance begins: Orders to 1.1');
    // Nobody answers at the host: the step stays open, and a person ends the run.
    await console.until(id, ({ tasks }) => tasks.some(({ attempts }) => attempts.length > 0));
    await console.ask('run.abort', { maintenance: id, reason: 'the host is not there' });
    await told(4);
    expect(texts()[3]).toContain('Maintenance release failed: Orders');
    expect(texts()[3]).toContain('Releases to this environment are blocked until this is resolved.');
    expect(texts()[3]).toContain('Whom to contact: Ops on call');
    await console.close();
    await open();
    await look();
    expect(texts()).toHaveLength(4);
  });

  it('REL-5: tells again only what is new, and takes back the release it made of something else', async () => {
    await open();
    await saveChannel();
    await write(1);
    await save({ windowRule: undefined, notifications: notify('pending') });
    const first = (await onlyRelease()).id;
    await console.untilEvent(first, ({ type }) => type === 'sending-done');
    await write(1, 2);
    await look();
    const all = await maintenances();
    const second = all.find(({ id }) => id !== first)?.id as MaintenanceId;
    await console.untilEvent(second, ({ type }) => type === 'sending-done');
    expect((await console.state(first)).status).toBe('cancelled');
    await write(1);
    await look();
    expect(texts()).toHaveLength(2);
  });
});
