/** Gates as files, in a folder and on a real OpenSSH server: what a pipeline finds there while the console runs, and after it has gone. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toFingerprint } from '../../src/core/approval/identity.ts';
import type { Gate } from '../../src/core/gate/gate.ts';
import { type GatePublication, gatePublicationSchema } from '../../src/core/gate/publication.ts';
import { readStatement } from '../../src/core/gate/read-statement.ts';
import { fail, succeed } from '../../src/core/result.ts';
import { isSignedBy } from '../../src/main/desk/signing/console-identity.ts';
import { Publisher, type PublisherParts } from '../../src/main/gate/publisher.ts';
import { openPlace } from '../../src/main/notify/senders/file-place.ts';
import { parts as noHosts } from '../notify/outgoing.ts';
import { openWorkbench, type Workbench } from '../ssh/workbench.ts';
import { StandInClock } from './stand-in-clock.ts';

const minute = 60_000;
const { publicKey: published, privateKey } = generateKeyPairSync('ed25519');
const publicKey = Buffer.from(published.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
const identity = { publicKey, sign: (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64') };
const fingerprint = toFingerprint(publicKey);

const open: Gate = { environment: 'production', state: 'open', causes: [], versions: {}, isOutdated: false };
const blocked: Gate = {
  ...open,
  state: 'blocked',
  sinceMs: 1,
  causes: [{ kind: 'word', id: 'word-1', sinceMs: 1, reason: 'a freeze', by: { kind: 'person', name: 'Ada' } }],
};

let folder: string;
let clock: StandInClock;
let gate: Gate;
let publication: GatePublication;
let publisher: Publisher;
let problems: unknown[];
let changes: (() => void)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-gate-'));
  clock = new StandInClock(Date.UTC(2026, 10, 20, 12));
  gate = open;
  problems = [];
  changes = [];
  publish({ kind: 'folder', path: folder });
  publisher = makePublisher();
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

function publish(place: unknown): void {
  publication = gatePublicationSchema.parse({ name: 'www', place });
}

function makePublisher(more: Partial<PublisherParts> = {}): Publisher {
  return new Publisher({
    publications: () => [publication],
    environments: () => ['production', 'Orders EU'],
    gate: (environment) => succeed({ ...gate, environment }),
    identity: () => succeed(identity),
    openPlace: (place) => openPlace(place, noHosts),
    clock,
    random: () => 0.5,
    onChanged: () => {
      for (const call of changes.splice(0)) call();
    },
    report: (problem) => problems.push(problem),
    ...more,
  });
}

/** Leaving waits for the clock of the test no more than for the machine's. */
async function close(): Promise<void> {
  const closed = publisher.close();
  clock.advance(3_000);
  await closed;
}

/** Resolves as soon as what is shown of the first file is so. */
async function until(isIt: (file: ReturnType<Publisher['files']>[number]) => boolean): Promise<void> {
  for (;;) {
    const changed = new Promise<void>((resolve) => changes.push(resolve));
    if (publisher.files(publication).every(isIt)) return;
    await changed;
  }
}

const read = (name = 'gate-production.json', environment = 'production') =>
  readStatement(readFileSync(join(folder, name), 'utf8'), {
    environment,
    nowMs: clock.now(),
    fingerprint,
    isSignedBy,
  });
const found = () => {
  const result = read();
  return result.ok ? result.value.state : result.failure.kind;
};

describe('in a folder', () => {
  it('REL-9: lies a file for each environment, and follows its gate at once', async () => {
    publisher.start();
    await until(({ published: done }) => done !== undefined);
    expect(readdirSync(folder).sort()).toEqual(['gate-orders%20eu.json', 'gate-production.json']);
    expect(found()).toBe('open');
    expect(read('gate-orders%20eu.json', 'orders eu')).toMatchObject({ ok: true });
    gate = blocked;
    publisher.look();
    await until(({ published: done }) => done?.state === 'blocked');
    expect(found()).toBe('blocked');
  });

  it('REL-9: a file is renewed while the console runs, and says nothing once it has been gone for long enough', async () => {
    publisher.start();
    await until(({ published: done }) => done !== undefined);
    for (let minutes = 0; minutes < 60; minutes += 1) {
      clock.advance(minute);
      const renewedSinceMs = clock.now() - 5 * minute;
      await until(({ published: done }) => (done?.atMs ?? 0) > renewedSinceMs);
      expect(found()).toBe('open');
    }
    await close();
    clock.advance(10 * minute);
    expect(found()).toBe('expired');
  });

  it('is renewed where the clock was set back, since a file of the future is not believed', async () => {
    publisher.start();
    await until(({ published: done }) => done !== undefined);
    clock.set(clock.now() - 60 * minute);
    expect(found()).toBe('clocks-differ');
    publisher.look();
    await until(({ published: done }) => (done?.atMs ?? 0) <= clock.now());
    expect(found()).toBe('open');
  });

  it('what cannot be published is shown and tried again, later each time, and at once when the gate turns', async () => {
    publish({ kind: 'folder', path: join(folder, 'gone') });
    publisher.start();
    await until(({ problem }) => problem !== undefined);
    const tries: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      const [file] = publisher.files(publication);
      const waitMs = (file?.nextTryAtMs ?? 0) - clock.now();
      tries.push(waitMs);
      clock.advance(waitMs);
      await until(({ nextTryAtMs }) => (nextTryAtMs ?? 0) > clock.now());
    }
    expect(tries).toEqual([5_000, 10_000, 20_000, 40_000]);
    mkdirSync(join(folder, 'gone'));
    gate = blocked;
    publisher.look();
    await until(({ problem }) => problem === undefined);
    expect(existsSync(join(folder, 'gone', 'gate-production.json'))).toBe(true);
    expect(problems).toEqual([]);
  });

  it('a gate nobody can read is not published: what lies there expires', async () => {
    publisher = makePublisher({ gate: () => fail('journal-altered', 'The journal was altered.') });
    publisher.start();
    await until(({ problem }) => problem === 'The journal was altered.');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('only the environments that are named are published there', async () => {
    publication = { ...publication, environments: ['ORDERS eu'] };
    await publisher.publish();
    expect(readdirSync(folder)).toEqual(['gate-orders%20eu.json']);
  });
});

it('writes one file after the other, so that what is written last is what lies there', async () => {
  const writes: { readonly text: string; readonly done: () => void }[] = [];
  let begun = () => {};
  let inHand = 0;
  let most = 0;
  const slow = {
    write: (_name: string, text: string) => {
      inHand += 1;
      most = Math.max(most, inHand);
      return new Promise<{ ok: true; value: undefined }>((resolve) => {
        const done = () => {
          inHand -= 1;
          resolve({ ok: true, value: undefined });
        };
        writes.push({ text, done });
        begun();
      });
    },
  };
  publisher = makePublisher({ openPlace: () => succeed(slow), environments: () => ['production'] });
  const next = () => new Promise<void>((resolve) => (begun = resolve));
  const first = next();
  publisher.start();
  await first;
  gate = blocked;
  for (let count = 0; count < 5; count += 1) publisher.look();
  const second = next();
  writes[0]?.done();
  await second;
  writes[1]?.done();
  await until(({ published: done }) => done?.state === 'blocked');
  expect(most).toBe(1);
  expect(writes.map(({ text }) => /"state":"(\w+)"/.exec(text)?.[1])).toEqual(['open', 'blocked']);
});

it('a fault of ours at one place is reported, and the rest goes on', async () => {
  publisher = makePublisher({
    openPlace: () => {
      throw new Error('broken');
    },
  });
  await publisher.publish();
  expect(publisher.files(publication)[0]?.problem).toBe('Something went wrong inside Drydock.');
  expect(problems).toHaveLength(2);
});

describe('on a host, over SFTP', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench({ sshd: { config: ['Subsystem sftp internal-sftp'] } });
  });
  afterAll(() => workbench.close());

  it('REL-9: is put there whole, is renewed, and expires once the host is out of reach; nothing else waits for it', async () => {
    let { target } = workbench;
    const places = { ...noHosts, hostFiles: workbench.hosts, targetOf: () => succeed(target) };
    folder = join(workbench.sshd.home, 'www');
    mkdirSync(folder);
    publish({ kind: 'sftp', host: 'host-1', path: folder });
    publisher = makePublisher({ openPlace: (place) => openPlace(place, places) });
    publisher.start();
    await until(({ published: done }) => done !== undefined);
    expect(found()).toBe('open');
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);

    clock.advance(5 * minute);
    const renewedAtMs = clock.now();
    await until(({ published: done }) => done?.atMs === renewedAtMs);
    expect(found()).toBe('open');

    target = { ...target, port: 1 };
    gate = blocked;
    publisher.look();
    await until(({ problem }) => problem !== undefined);
    // The pipeline still reads what was so, and no longer than it was said to hold.
    expect(found()).toBe('open');
    clock.advance(10 * minute);
    expect(found()).toBe('expired');

    ({ target } = workbench);
    gate = { ...blocked, sinceMs: 2 };
    publisher.look();
    await until(({ problem }) => problem === undefined);
    expect(found()).toBe('blocked');
  });
});
