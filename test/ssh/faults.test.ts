/** What the network, the SSH server and other consoles may do to a step: it runs once, and its bytes arrive whole. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TaskId } from '../../src/core/ids.ts';
import type { HostTarget, SpoolOffsets } from '../../src/main/engine/ports.ts';
import { type NetworkProxy, startProxy } from '../fixtures/sshd/proxy.ts';
import { openWorkbench, type Step, type Workbench } from './workbench.ts';

let bench: Workbench;
let proxy: NetworkProxy;
let target: HostTarget;

beforeAll(async () => {
  bench = await openWorkbench({ hosts: { random: () => 1, limits: { keepaliveMs: 200, keepaliveCount: 2 } } });
});
afterAll(() => bench.close());
beforeEach(async () => {
  proxy = await startProxy(bench.sshd.port);
  target = { ...bench.target, port: proxy.port };
});
afterEach(() => proxy.close());

/** `npm run soak` takes more of each. */
const isSoak = process.env['DRYDOCK_SOAK_ROUNDS'] !== undefined;
const [cutRounds, endRounds, raceRounds] = isSoak ? [50, 200, 500] : [8, 16, 30];

/** Writes about 200 KB to both streams in a third of a second, a copy of each beside, and that it ran. */
const script = `echo x >>"$NAME.ran"; i=0
while [ $i -lt 30 ]; do head -c 5003 /dev/urandom | tee -a "$NAME.out"; head -c 1009 /dev/urandom | tee -a "$NAME.err" >&2; i=$((i + 1)); sleep 0.01; done`;

function expectOnceAndWhole(name: string, chunks: { stdout: Buffer; stderr: Buffer }): void {
  expect(bench.homeFile(`${name}.ran`)).toBe('x\n');
  expect(chunks.stdout.equals(bench.homeBytes(`${name}.out`))).toBe(true);
  expect(chunks.stderr.equals(bench.homeBytes(`${name}.err`))).toBe(true);
}

/** What a console does: after each loss it goes on where its bytes end, until the host gives its verdict. */
async function leadToVerdict(task: TaskId, name: string, isOrdering = false): Promise<number> {
  const got = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  const environment = [['NAME', name]] as const;
  for (let contacts = 1; contacts < 50; contacts += 1) {
    const from: SpoolOffsets = { stdout: got.stdout.length, stderr: got.stderr.length };
    const isFirst = contacts === 1;
    const step: Step =
      isFirst || isOrdering
        ? await bench.run(script, { task, environment, from, target })
        : await bench.follow(task, from, { target });
    got.stdout = Buffer.concat([got.stdout, step.bytes('stdout')]);
    got.stderr = Buffer.concat([got.stderr, step.bytes('stderr')]);
    if (step.result.ok) {
      expect(step.result.value).toEqual({ kind: 'done', exit: { kind: 'exited', status: 0 } });
      expectOnceAndWhole(name, got);
      return contacts;
    }
    expect(['contact-lost', 'host-unreachable']).toContain(step.result.failure.kind);
  }
  throw new Error('no verdict after 50 contacts');
}

test('a connection cut after any byte of the answer loses nothing', async () => {
  for (let round = 0; round < cutRounds; round += 1) {
    const task = bench.newTask();
    await bench.inspectAt(target, task);
    proxy.cutAfter(Math.floor(Math.random() * 170_000));
    expect(await leadToVerdict(task, `down-${round}`)).toBeGreaterThan(1);
  }
});

test('a connection cut after any byte of the order starts the step once', async () => {
  for (let round = 0; round < cutRounds; round += 1) {
    const task = bench.newTask();
    await bench.inspectAt(target, task);
    proxy.cutAfterSent(1 + Math.floor(Math.random() * 2_500));
    await leadToVerdict(task, `up-${round}`, true);
  }
});

test('a frozen connection is given up, and the step followed over the next', async () => {
  const task = bench.newTask();
  const running = bench.run(script, {
    task,
    target,
    environment: [['NAME', 'frozen']],
    onBytes: () => proxy.freeze(),
  });
  const step = await running;
  expect(step.result).toMatchObject({ ok: false, failure: { kind: 'contact-lost', mayHaveBegun: true } });
  proxy.thaw();
  const rest = await bench.follow(
    task,
    { stdout: step.bytes('stdout').length, stderr: step.bytes('stderr').length },
    { target },
  );
  expect(rest.result).toMatchObject({ ok: true, value: { kind: 'done' } });
  expectOnceAndWhole('frozen', {
    stdout: Buffer.concat([step.bytes('stdout'), rest.bytes('stdout')]),
    stderr: Buffer.concat([step.bytes('stderr'), rest.bytes('stderr')]),
  });
});

test.each(['killed sessions', 'a restart'] as const)('%s of the SSH server leave the step running', async (fault) => {
  const task = bench.newTask();
  const isUp = Promise.withResolvers<void>();
  const name = fault.replaceAll(' ', '-');
  const running = bench.run(script, { task, environment: [['NAME', name]], onBytes: () => isUp.resolve() });
  await isUp.promise;
  if (fault === 'killed sessions') {
    bench.sshd.killSessions();
  } else {
    await bench.sshd.stop();
    await bench.sshd.start();
  }
  const step = await running;
  expect(step.result).toMatchObject({ ok: false, failure: { kind: 'contact-lost', mayHaveBegun: true } });
  const rest = await bench.follow(task, { stdout: step.bytes('stdout').length, stderr: step.bytes('stderr').length });
  expectOnceAndWhole(name, {
    stdout: Buffer.concat([step.bytes('stdout'), rest.bytes('stdout')]),
    stderr: Buffer.concat([step.bytes('stderr'), rest.bytes('stderr')]),
  });
});

test('two followers get the same bytes and the same verdict', async () => {
  const task = bench.newTask();
  const other = bench.makeHosts();
  const isUp = Promise.withResolvers<void>();
  const first = bench.run(script, { task, environment: [['NAME', 'two']], onBytes: () => isUp.resolve() });
  await isUp.promise;
  const second = await bench.follow(task, { stdout: 0, stderr: 0 }, {}, other);
  expect(second.result).toEqual((await first).result);
  expectOnceAndWhole('two', { stdout: second.bytes('stdout'), stderr: second.bytes('stderr') });
  await other.close();
});

test(`of two starters one starts, ${raceRounds} times`, async () => {
  const other = bench.makeHosts();
  for (let round = 0; round < raceRounds; round += 1) {
    const task = bench.newTask();
    const order = (by: typeof other) => bench.run('echo x >>raced; echo y', { task }, by);
    const steps = await Promise.all([order(bench.hosts), order(other)]);
    for (const step of steps)
      expect([step.result.ok && step.result.value.kind, step.stdout()]).toEqual(['done', 'y\n']);
  }
  expect(bench.homeFile('raced')?.length).toBe(2 * raceRounds);
  await other.close();
});

test(`a starter and an ender agree on what became of the step, ${endRounds} times`, async () => {
  const other = bench.makeHosts();
  let begun = 0;
  for (let round = 0; round < endRounds; round += 1) {
    const task = bench.newTask();
    const running = bench.run(`echo x >>ended-${round}; sleep 30`, { task });
    await new Promise((resolve) => setTimeout(resolve, round % 10));
    const ended = await bench.end(task, 1_000, other);
    const step = await running;
    expect(ended.ok && ended.value.kind).toBe(step.result.ok && step.result.value.kind);
    const hasRun = bench.homeFile(`ended-${round}`) !== undefined;
    if (hasRun) begun += 1;
    if (hasRun) expect(ended).toMatchObject({ ok: true, value: { kind: 'done' } });
    else if (ended.ok && ended.value.kind !== 'done') expect(ended.value.kind).toBe('claimed');
  }
  expect(begun).toBeGreaterThan(0);
  expect(bench.processes('sleep 30')).toEqual([]);
  await other.close();
});

test('an order that arrives after the attempt was closed starts nothing', async () => {
  const task = bench.newTask();
  await bench.inspectAt(target, task);
  proxy.freeze();
  const late = bench.run('echo x >>too-late', { task, target });
  expect(await bench.end(task)).toMatchObject({ ok: true, value: { kind: 'claimed' } });
  expect(await bench.clean(task)).toMatchObject({ ok: true });
  proxy.thaw();
  await late;
  expect(await bench.inspect(task)).toMatchObject({ ok: true, value: { kind: 'claimed' } });
  expect(bench.homeFile('too-late')).toBeUndefined();
});

test('an order older than its life is refused by the host, and given again over a session that knows its time', async () => {
  let shiftMs = 0;
  const hosts = bench.makeHosts({ clock: { ...bench.clock, now: () => Date.now() + shiftMs } });
  await hosts.connect(bench.target, new AbortController().signal);
  shiftMs = -60_000;
  const step = await bench.run('echo x >>once-more; echo y', {}, hosts);
  expect([step.stdout(), bench.homeFile('once-more')]).toEqual(['y\n', 'x\n']);
  await hosts.close();
});

test('a follower ends when its connection does', async () => {
  const task = bench.newTask();
  const isUp = Promise.withResolvers<void>();
  const running = bench.run('echo up; sleep 20', { task, onBytes: () => isUp.resolve() });
  await isUp.promise;
  const before = sessions();
  const isFollowing = Promise.withResolvers<void>();
  const following = bench.follow(task, { stdout: 0, stderr: 0 }, { target, onBytes: () => isFollowing.resolve() });
  await isFollowing.promise;
  expect(sessions()).toBeGreaterThan(before);
  proxy.cut();
  expect((await following).result).toMatchObject({ ok: false, failure: { kind: 'contact-lost' } });
  await until(() => sessions() <= before);
  await bench.end(task, 1_000);
  await running;
});

test('a slow receiver holds the host back, and gets everything', async () => {
  const sizeBytes = 30_000_000;
  const gate = Promise.withResolvers<void>();
  let isFirst = true;
  const running = bench.run(`head -c ${sizeBytes} /dev/zero`, {
    target,
    onBytes: () => {
      if (!isFirst) return undefined;
      isFirst = false;
      return gate.promise;
    },
  });
  await until(() => !isFirst);
  let seen = -1;
  await until(() => {
    const isStill = proxy.received() === seen;
    seen = proxy.received();
    return isStill;
  });
  expect(seen).toBeLessThan(8_000_000);
  gate.resolve();
  expect((await running).bytes('stdout').length).toBe(sizeBytes);
});

const sessions = () => bench.processes('/bin/sh -c').length;

/** For what no event tells: a process that is gone, a stream that stands still. */
async function until(isTrue: () => boolean): Promise<void> {
  for (const began = Date.now(); !isTrue(); ) {
    if (Date.now() - began > 60_000) throw new Error('not within a minute');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
