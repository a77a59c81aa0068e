/** What the desk takes, and what it refuses, whoever asks: asked through the real host process on a real workspace. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requests } from '../../src/contract/requests.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';

const plan = planSchema.parse({
  title: 'Look at the shop',
  steps: [{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }],
});

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
beforeEach(async () => {
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
});
afterEach(async () => {
  await console.close();
  await workspace.remove();
});

describe('rights', () => {
  it('let a reader ask for nothing but reading, whatever the request', async () => {
    await console.close();
    console = await TestConsole.open(workspace.folder, { rights: ['read'] });
    for (const [name, { right }] of Object.entries(requests)) {
      if (right === 'read') continue;
      const answer = await console.answer(name, {});
      expect([name, answer.ok ? undefined : answer.failure.kind]).toEqual([name, 'not-allowed']);
    }
  });

  it('let nobody write from a second console, which says who holds the workspace since when', async () => {
    const second = await TestConsole.open(workspace.folder);
    try {
      const shown = await second.ask('workspace.show', {});
      expect(shown.isReadOnly).toBe(true);
      expect(shown.holder?.name).toContain('test');
      expect(shown.holder?.pid).toBe(process.pid);
      const answer = await second.answer('runbook.save', { name: 'x', expectedVersion: 0, plan });
      expect(answer.ok ? undefined : answer.failure.kind).toBe('read-only');
      const file = join(workspace.folder, 'from-aside.sqlite');
      expect((await second.ask('workspace.backup', { file })).sizeBytes).toBeGreaterThan(0);
    } finally {
      await second.close();
    }
  });
});

describe('bad input', () => {
  it('is answered in words, for every request', async () => {
    for (const name of Object.keys(requests)) {
      for (const input of [null, 7, [], { nonsense: true }, { maintenance: '../../etc' }]) {
        const answer = await console.answer(name, input);
        if (answer.ok) continue;
        expect(['bad-input', 'not-confirmed'], `${name} ${JSON.stringify(input)}`).toContain(answer.failure.kind);
        expect(answer.failure.message).not.toMatch(/at .*\.ts:\d+/);
      }
    }
    expect(console.problems).toEqual([]);
  });

  it('names what does not exist', async () => {
    const unknown = 'm-aaaaaaaaaaaaaaaa';
    expect(await console.answer('no.such', {})).toMatchObject({ ok: false, failure: { kind: 'no-such-request' } });
    expect(await console.answer('run.hold', { maintenance: unknown })).toMatchObject({
      failure: { kind: 'no-such-maintenance' },
    });
    expect(await console.answer('runbook.show', { name: 'x' })).toMatchObject({ failure: { kind: 'no-such-runbook' } });
    expect(await console.answer('host.scan', { name: 'x' })).toMatchObject({ failure: { kind: 'no-such-host' } });
  });
});

describe('runbooks', () => {
  it('keep every version, and refuse to write over one that somebody saved meanwhile', async () => {
    await console.ask('runbook.save', { name: 'Shop', expectedVersion: 0, plan });
    await console.ask('runbook.save', { name: 'Shop', expectedVersion: 1, plan: { ...plan, title: 'Look again' } });
    const stale = await console.answer('runbook.save', { name: 'Shop', expectedVersion: 1, plan });
    expect(stale).toMatchObject({ ok: false, failure: { kind: 'stale' } });
    const versions = await console.ask('runbook.versions', { name: 'Shop' as never });
    expect(versions.map(({ version, title }) => [version, title])).toEqual([
      [2, 'Look again'],
      [1, 'Look at the shop'],
    ]);
    expect((await console.ask('runbook.show', { name: 'Shop' as never, version: 1 })).plan).toEqual(plan);
  });

  it('go out as Markdown and come in again the same', async () => {
    await console.ask('runbook.save', { name: 'Shop', expectedVersion: 0, plan });
    const { markdown } = await console.ask('runbook.export', { name: 'Shop' as never });
    const content = Buffer.from(markdown).toString('base64');
    const { summary, warnings } = await console.ask('runbook.import', { file: 'shop.md', content, name: 'Again' });
    expect(warnings).toEqual([]);
    expect((await console.ask('runbook.show', { name: summary.name })).plan).toEqual(plan);
  });

  it('that cannot be read are refused in words, and the next one is read all the same', async () => {
    const read = (text: string) =>
      console.answer('runbook.import', { file: 'shop.md', content: Buffer.from(text).toString('base64') });
    const both = await Promise.all([read('# Shop\n\n```sh\nnever closed\n'), read('# Shop\n\n1. Look\n')]);
    expect(both[0]).toMatchObject({ ok: false, failure: { message: expect.stringContaining('3') } });
    expect(both[1]).toMatchObject({ ok: true, output: { summary: { title: 'Shop', steps: 1 } } });
  });
});

describe('hosts', () => {
  const host = { name: 'db-1', address: '127.0.0.1', port: 22, user: 'ops' };

  it('are never reached through themselves', async () => {
    await console.ask('host.save', host);
    await console.ask('host.save', { ...host, name: 'db-2', jump: 'db-1' });
    expect(await console.answer('host.save', { ...host, jump: 'db-2' })).toMatchObject({
      failure: { kind: 'jump-circle' },
    });
    expect(await console.answer('host.remove', { name: 'db-1' })).toMatchObject({ failure: { kind: 'host-in-use' } });
  });

  it('are gone once removed', async () => {
    await console.ask('host.save', host);
    await console.ask('host.remove', { name: 'db-1' as never });
    expect(await console.ask('host.list', {})).toEqual([]);
  });
});

describe('a maintenance', () => {
  async function make(): Promise<{ readonly id: never; readonly planHash: string }> {
    await console.ask('runbook.save', { name: 'Shop', expectedVersion: 0, plan });
    const { id } = await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Shop' });
    return { id: id as never, planHash: (await console.state(id)).planHash };
  }

  it('has no title that shows other words than those to be typed', async () => {
    await make();
    for (const title of ['Move \u202epohs', 'Move\u0007']) {
      const answer = await console.answer('maintenance.create', { title, runbook: 'Shop' });
      expect(answer).toMatchObject({ ok: false, failure: { kind: 'bad-input' } });
    }
    const content = Buffer.from('# Move \u202epohs\n\n1. Look\n').toString('base64');
    const imported = await console.ask('runbook.import', { file: 'x.md', content });
    expect(imported.summary.name).toBe('Move  pohs');
  });

  it('starts only when its title is typed', async () => {
    const { id, planHash } = await make();
    const refused = await console.answer('run.start', { maintenance: id, planHash, confirm: 'tonight' });
    expect(refused).toMatchObject({ ok: false, failure: { kind: 'not-confirmed' } });
    await console.ask('run.start', { maintenance: id, planHash, confirm: 'Tonight' });
    const state = await console.until(id, (now) => now.tasks[0]?.state === 'waiting');
    expect(state.status).toBe('running');
  });

  it('is led by hand to its end, and every head tells where it is', async () => {
    const { id, planHash } = await make();
    await console.ask('run.start', { maintenance: id, planHash, confirm: 'Tonight' });
    await console.until(id, (now) => now.tasks[0]?.awaits?.for === 'person');
    await console.ask('step.done', { maintenance: id, task: 'look' as never, note: 'all well' });
    const { seq } = await console.ask('run.complete', { maintenance: id });
    expect((await console.state(id)).status).toBe('completed');
    const heads = console.notices.flatMap(({ notice, data }) => (notice === 'head' ? [data.seq] : []));
    expect(heads.at(-1)).toBe(seq);
  });

  it('is listed with whom the roster names to lead it, and with the notices that are due', async () => {
    const { id } = await make();
    const dayMs = 86_400_000;
    const startMs = Date.now() + 7.5 * dayMs;
    await console.ask('schedule.setWindow', {
      maintenance: id,
      window: { startMs, endMs: startMs + dayMs, zone: 'UTC' },
    });
    const person = { name: 'Bo Vine', roles: [], qualifications: [], services: [], zone: 'UTC' };
    const bo = (await console.ask('person.save', { person })).id;
    await console.ask('roster.involve', { maintenance: id, people: [bo] });
    await console.ask('roster.assignDuties', { maintenance: id, duties: { leaders: [{ person: bo }] } });
    const listed = () => console.ask('maintenance.list', {});
    // The announcement is due a day before it would be late, which is seven days ahead.
    expect(await listed()).toMatchObject([{ leader: 'Bo Vine', notices: { due: 1, overdue: 0 } }]);
    const window = { startMs: Date.now() + 6.5 * dayMs, endMs: startMs, zone: 'UTC' };
    await console.ask('schedule.setWindow', { maintenance: id, window });
    expect((await listed())[0]?.notices.overdue).toBeGreaterThan(0);
  });

  it('takes no secret in the open, and no variable that the plan has not', async () => {
    const secret = planSchema.parse({ ...plan, variables: [{ name: 'PASS', secret: true }] });
    await console.ask('runbook.save', { name: 'Secret', expectedVersion: 0, plan: secret });
    const { id: maintenance } = await console.ask('maintenance.create', { title: 'S', runbook: 'Secret' });
    const { planHash } = await console.state(maintenance);
    const start = { maintenance, planHash, confirm: 'S' };
    const open = await console.answer('run.start', { ...start, variables: { PASS: 'hunter2' } });
    expect(open).toMatchObject({ failure: { kind: 'secret-in-the-open' } });
    const stray = await console.answer('run.start', { ...start, variables: { OTHER: '1' } });
    expect(stray).toMatchObject({ failure: { kind: 'no-such-variable' } });
    await console.ask('run.start', { ...start, secrets: { PASS: 'hunter2' } });
    expect(JSON.stringify(await console.events(maintenance))).not.toContain('hunter2');
  });
});

describe('the workspace', () => {
  it('is copied whole to a new file, and never over one that is there', async () => {
    await console.ask('runbook.save', { name: 'Shop', expectedVersion: 0, plan });
    const file = join(workspace.folder, 'copy.sqlite');
    expect((await console.ask('workspace.backup', { file })).sizeBytes).toBeGreaterThan(0);
    expect(await console.answer('workspace.backup', { file })).toMatchObject({ failure: { kind: 'file-exists' } });
    expect(await console.answer('workspace.backup', { file: 'copy.sqlite' })).toMatchObject({
      failure: { kind: 'bad-path' },
    });
  });
});
