/** What is pending in an environment and the maintenance that is made of it, through the desk, from a real folder and a real Git work tree. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostName } from '../../src/core/ids.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let folder: string;
beforeEach(async () => {
  workspace = await makeWorkspace();
  folder = await mkdtemp(join(tmpdir(), 'drydock-iac-'));
  console = await TestConsole.open(workspace.folder);
  for (const name of ['db-1', 'stage-1'])
    await console.ask('host.save', { name: name as HostName, address: '192.0.2.1', user: 'ops' });
});
afterEach(async () => {
  expect(console.problems).toEqual([]);
  await console.close();
  await workspace.remove();
  await rm(folder, { recursive: true, force: true });
});

const entry = (sequence: number, more = '') =>
  `      - { sequence: ${sequence}, description: Step ${sequence}, downtime: full ${sequence}m, run: apply ${sequence}, rollback: { run: undo ${sequence} }${more} }\n`;
const write = (...entries: readonly string[]) =>
  writeFile(join(folder, 'migrations.yaml'), `versions:\n  - version: "1.1"\n    migrations:\n${entries.join('')}`);
const hosts = ['db-1' as HostName];
async function saveOrders(more: object = {}) {
  const environment = {
    name: 'Orders',
    isProduction: true,
    cloud: 'aws',
    version: '1.0',
    hosts,
    catalogue: { path: folder },
    ...more,
  };
  const [known] = (await console.ask('environment.list', {})).filter((one) => one.environment.name === 'Orders');
  return console.ask('environment.save', { environment, expectedVersion: known?.version ?? 0 });
}
const details = () => console.ask('environment.details', { name: 'orders' });
const refusal = async (input: object) => {
  const answer = await console.answer('environment.runMaintenance', { name: 'Orders', ...input });
  return answer.ok ? answer : answer.failure;
};

describe('maintenance details', () => {
  it('REL-2: are recomputed at once when a version is uploaded, and when the environment’s own is changed', async () => {
    await write(entry(1), entry(2, ', clouds: [gcp]'));
    await saveOrders();
    expect(await details()).toMatchObject({
      version: '1.0',
      latestVersion: '1.1',
      isOutdated: true,
      due: 1,
      downtime: { partialMinutes: 0, fullMinutes: 1, unknown: 0 },
      rows: [
        { id: '1.1/1', sequence: 1, description: 'Step 1', downtime: { kind: 'full', minutes: 1 }, state: 'pending' },
        { id: '1.1/2', state: 'skipped', because: 'It is for gcp, and the environment is on aws.' },
      ],
    });
    await write(entry(1), entry(2), entry(3));
    expect((await details()).rows.map(({ state }) => state)).toEqual(['pending', 'pending', 'pending']);
    await saveOrders({ version: '1.1' });
    expect(await details()).toMatchObject({ isOutdated: false, due: 0, rows: [{ state: 'skipped' }, {}, {}] });
  });

  it('say which commit the work tree is at, and warn while it is dirty', async () => {
    const git = (...words: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], { cwd: folder })
        .toString()
        .trim();
    await write(entry(1));
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'one');
    await saveOrders();
    expect((await details()).catalogue).toEqual({
      path: folder,
      form: 'drydock',
      commit: git('rev-parse', 'HEAD'),
      branch: 'main',
      isDirty: false,
    });
    git('pack-refs', '--all');
    await write(entry(1), entry(2));
    const dirty = await details();
    expect(dirty.catalogue).toMatchObject({ commit: git('rev-parse', 'HEAD'), isDirty: true });
    expect(dirty.problems.map(({ text }) => text)).toContainEqual(expect.stringContaining('not committed'));
  });

  it('read nothing out of the folder, and say so', async () => {
    const outside = join(workspace.folder, 'secret.sh');
    await mkdir(join(folder, 'scripts'));
    await writeFile(outside, '---\nversion: "9.9"\nsequence: 1\ndescription: Steal\n---\ntrue\n');
    await symlink(outside, join(folder, 'scripts', 'steal.sh'));
    await write(entry(1));
    await saveOrders();
    const { rows, problems } = await details();
    expect(rows.map(({ id }) => id)).toEqual(['1.1/1']);
    expect(problems).toMatchObject([
      { severity: 'error', file: 'scripts/steal.sh', text: expect.stringContaining('out of the folder') },
    ]);
    expect(await refusal({})).toMatchObject({ kind: 'catalogue-not-sound' });
  });
});

describe('Run maintenance', () => {
  it('REL-4: makes a maintenance of what is due and was seen, once, with environment and category in its record', async () => {
    await write(entry(1), entry(2));
    await saveOrders();
    const { dueHash } = await details();
    const made = await console.ask('environment.runMaintenance', { name: 'orders', dueHash });
    expect(made).toMatchObject({
      isNew: true,
      summary: { title: 'Orders to 1.1', release: { environment: 'Orders', toVersion: '1.1' }, steps: 2 },
    });
    const state = await console.state(made.summary.id);
    expect(state.change.record).toMatchObject({
      environment: { name: 'Orders', isProduction: true },
      categories: ['platform-release'],
    });
    expect(state.change.checklist.length).toBeGreaterThan(0);
    expect(state.plan.steps).toMatchObject([
      { script: 'apply 1', rollback: { script: 'undo 1' }, hosts, estimateMs: 60_000 },
      { script: 'apply 2', rollback: { script: 'undo 2' }, hosts, estimateMs: 120_000 },
    ]);
    expect(await console.ask('environment.runMaintenance', { name: 'Orders' })).toMatchObject({
      isNew: false,
      summary: { id: made.summary.id },
    });
    await write(entry(1), entry(2), entry(3));
    expect(await refusal({ dueHash })).toMatchObject({ kind: 'due-changed' });
    expect((await details()).releases).toMatchObject([{ outcome: 'not-started', isOutdated: true }]);
    expect(await console.answer('environment.remove', { name: 'Orders' })).toMatchObject({
      failure: { kind: 'environment-in-use' },
    });
  });

  it('starts no release whose scripts are not those of the catalogue any more', async () => {
    await write(entry(1));
    await saveOrders();
    const { summary } = await console.ask('environment.runMaintenance', { name: 'Orders' });
    const { planHash } = await console.state(summary.id);
    const start = () => console.answer('run.start', { maintenance: summary.id, planHash, confirm: summary.title });
    await write(entry(1).replace('apply 1', 'apply another'));
    expect(await start()).toMatchObject({ failure: { kind: 'release-outdated' } });
    await write(entry(1));
    await saveOrders({ version: '1.1' });
    expect(await start()).toMatchObject({
      failure: { kind: 'release-outdated', message: expect.stringContaining('skipped') },
    });
    await saveOrders();
    expect(await start()).toMatchObject({ ok: true });
  });

  it('says why nothing can be run', async () => {
    expect(await refusal({})).toMatchObject({ kind: 'no-such-environment' });
    await saveOrders({ catalogue: undefined });
    expect(await refusal({})).toMatchObject({ kind: 'no-catalogue' });
    await saveOrders({ catalogue: { path: join(folder, 'none') } });
    expect(await refusal({})).toMatchObject({ kind: 'no-such-folder' });
    await saveOrders();
    expect(await refusal({})).toMatchObject({ kind: 'nothing-due' });
    await write(entry(1));
    expect(await refusal({ isRehearsal: true })).toMatchObject({ kind: 'no-twin' });
    expect(await refusal({ hosts: ['stage-1'] })).toMatchObject({ kind: 'no-such-host' });
    await saveOrders({ hosts: [] });
    expect(await refusal({})).toMatchObject({ kind: 'no-host' });
  });

  it('REL-10: makes the rehearsal on the staging twin, of the very same scripts', async () => {
    await write(entry(1), entry(2));
    const staging = {
      name: 'Staging',
      isProduction: false,
      cloud: 'aws',
      version: '1.0',
      hosts: ['stage-1' as HostName],
    };
    const saved = await console.ask('environment.save', { environment: staging, expectedVersion: 0 });
    await saveOrders({ stagingTwin: 'Staging' });
    const { summary } = await console.ask('environment.runMaintenance', { name: 'Orders', isRehearsal: true });
    const { release, plan } = await console.state(summary.id);
    expect(release).toMatchObject({ environment: 'Staging', isRehearsalOf: 'Orders' });
    expect(plan.steps).toMatchObject([{ script: 'apply 1', hosts: ['stage-1'] }, { hosts: ['stage-1'] }]);
    await console.ask('environment.save', {
      environment: { ...staging, version: '1.1' },
      expectedVersion: saved.version,
    });
    expect(await refusal({ isRehearsal: true })).toMatchObject({ kind: 'cannot-rehearse' });
  });
});
