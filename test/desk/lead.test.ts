/** The lead passes from one console to another in the middle of a run, on a real server: nothing is lost, nothing runs twice, and never do two lead. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TakingStage } from '../../src/contract/lead-shapes.ts';
import { leadPieceBytes } from '../../src/contract/requests/lead.ts';
import type { RequestOutput } from '../../src/contract/requests.ts';
import type { MaintenanceId } from '../../src/core/ids.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import type { PartId } from '../../src/core/roster/names.ts';
import { type InviteLink, parseInviteLink } from '../../src/core/sharing/invite-link.ts';
import { systemClock } from '../../src/main/engine/system-clock.ts';
import { Taking } from '../../src/main/lead/taking.ts';
import { RemoteDesk } from '../../src/main/link/remote-desk.ts';
import { reachDirectly } from '../../src/main/link/share-way.ts';
import { freePort } from '../fixtures/free-port.ts';
import { openPlace, type Place, reopenPlace } from '../fixtures/place.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';
import { admitVisitor, type TestVisitor } from '../fixtures/visitor.ts';

let sshd: Sshd;
beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(() => sshd.close());

let round = 0;

/** A run whose first step writes, and goes on until a file says so; its second writes once, and ends so. */
async function begin(
  a: Place,
  { filler = '', pass = '', ending = 'echo done' } = {},
): Promise<{ readonly id: MaintenanceId; readonly gate: string; readonly ran: string }> {
  round += 1;
  const [gate, ran] = [join(sshd.home, `gate-${round}`), join(sshd.home, `ran-${round}`)];
  const step = { kind: 'command', phase: 'carry-out', hosts: ['db-1'] };
  const plan = planSchema.parse({
    title: 'Plan',
    steps: [
      {
        ...{ ...step, id: 'long', title: 'Long' },
        script: `${filler}i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo "line $i"; done; while [ ! -e ${gate} ]; do sleep 0.1; done; printf '\\377\\376 odd\\n'; echo end`,
      },
      { ...step, id: 'second', title: 'Second', script: `echo "once$PASS" >> ${ran}; ${ending}` },
    ],
    variables: pass === '' ? [] : [{ name: 'PASS', secret: true }],
  });
  await a.console.connectTo(sshd);
  await a.console.ask('runbook.save', { name: 'Plan' as never, expectedVersion: 0, plan });
  const { id } = await a.console.ask('maintenance.create', { title: 'Tonight', runbook: 'Plan' as never });
  const { planHash } = await a.console.state(id);
  const secrets = pass === '' ? {} : { PASS: pass };
  await a.console.ask('run.start', { maintenance: id, planHash, confirm: 'Tonight', secrets });
  await a.console.until(id, ({ tasks }) => tasks[0]?.state === 'running');
  await a.console.untilRows(id, 300);
  await a.console.ask('share.open', { port: await freePort() });
  return { id, gate, ran };
}

async function keyOf({ console }: Place): Promise<{ readonly publicKey: string; readonly fingerprint: string }> {
  return console.ask('identity.show', {});
}

/** Offered, accepted and passed. */
async function pass(
  a: Place,
  b: Place,
  id: MaintenanceId,
): Promise<{ readonly relay: string; readonly bo: TestVisitor }> {
  const bo = await admitVisitor(a.console, id, 'assist');
  const { relay } = await a.console.ask('lead.offer', { maintenance: id, follower: bo.follower as never });
  const { publicKey, fingerprint } = await keyOf(b);
  const accepted = await bo.answer('lead.accept', { maintenance: id, relay, publicKey });
  expect(accepted.ok).toBe(true);
  await a.console.ask('lead.pass', { maintenance: id, relay: relay as never, fingerprint });
  return { relay, bo };
}

/** Piece by piece, as over a connection; `cut` ends it early. */
async function fetch(
  a: Place,
  bo: TestVisitor,
  relay: string,
  file: string,
  cut = Number.POSITIVE_INFINITY,
): Promise<void> {
  const pieces: Buffer[] = [];
  for (let offset = 0; ; ) {
    const answer = await a.console.host.desk.answer(bo.caller, 'lead.fetch', {
      maintenance: bo.caller.share?.maintenance,
      relay,
      offset,
    });
    if (!answer.ok) throw new Error(answer.failure.message);
    const { sizeBytes, content } = answer.output as { sizeBytes: number; content: string };
    pieces.push(Buffer.from(content, 'base64'));
    offset += Buffer.from(content, 'base64').length;
    if (offset >= sizeBytes) break;
  }
  await writeFile(file, Buffer.concat(pieces).subarray(0, Math.min(cut, Number.MAX_SAFE_INTEGER)));
}

const isLedBy = (state: MaintenanceState) => state.relay?.passedAtMs === undefined;

describe('the lead of a run', () => {
  it('goes to another console with its journal, its output and its open step, which ends there', async () => {
    const [a, b] = [await openPlace(), await openPlace()];
    const { id, gate, ran } = await begin(a);
    const { relay, bo } = await pass(a, b, id);
    const file = join(b.folder, 'lead.zip');
    await fetch(a, bo, relay, file);
    const from = (await keyOf(a)).fingerprint;
    const received = await b.console.ask('lead.receive', { file, from });
    expect(received).toMatchObject({ maintenance: id, rows: 300 });

    // The chain goes on exactly where it ended.
    const [old, now] = [await a.console.events(id), await b.console.events(id)];
    expect(now.slice(0, old.length)).toEqual(old);
    expect(
      now
        .slice(old.length)
        .map(({ type }) => type)
        .slice(0, 2),
    ).toEqual(['lead-taken', 'run-held']);
    expect(old.at(-1)?.type).toBe('lead-passed');

    // The step that ran all the while is followed to its end, by a console that has to trust the host first.
    await b.console.connectTo(sshd);
    writeFileSync(gate, '');
    await b.console.until(id, ({ tasks }) => tasks[0]?.state === 'succeeded');
    const lines = (await b.console.output(id, 'long@db-1')).split('\n');
    expect(lines).toEqual([
      ...Array.from({ length: 300 }, (_, index) => `line ${index + 1}`),
      '\ufffd\ufffd odd',
      'end',
    ]);
    expect(existsSync(ran)).toBe(false);

    // Nothing new begins before whoever leads now says so.
    await b.console.ask('run.resume', { maintenance: id });
    await b.console.until(id, ({ tasks }) => tasks[1]?.state === 'succeeded');
    expect(readFileSync(ran, 'utf8')).toBe('once\n');
    expect(await b.console.ask('workspace.check', {})).toMatchObject({ isSound: true });
    expect([...a.console.problems, ...b.console.problems]).toEqual([]);
  });

  it('comes back to the console that had it before, each time with the report that was begun', async () => {
    const [a, b] = [await openPlace(), await openPlace()];
    const { id, gate } = await begin(a, { ending: 'exit 1' });
    writeFileSync(gate, '');
    await a.console.until(id, ({ tasks }) => tasks[1]?.state === 'failed');
    await a.console.ask('report.begin', { maintenance: id, kind: 'pmr' });
    const write = async ({ console }: Place, written: string) => {
      const { document } = await console.ask('report.show', { maintenance: id });
      const version = document?.version ?? 0;
      await console.ask('report.writeSection', { maintenance: id, version, section: 'summary', written });
    };
    const summaryAt = async ({ console }: Place) => {
      const { report } = await console.ask('report.show', { maintenance: id });
      return report?.sections.find((section) => section.id === 'summary')?.written;
    };
    const take = async (from: Place, to: Place) => {
      const { relay, bo } = await pass(from, to, id);
      const file = join(to.folder, 'lead.zip');
      await fetch(from, bo, relay, file);
      const order = { file, from: (await keyOf(from)).fingerprint };
      await to.console.ask('lead.receive', order);
    };
    await write(a, 'The second step failed.');
    await take(a, b);
    expect(await summaryAt(b)).toBe('The second step failed.');
    await write(b, 'The second step failed, and so did its retry.');
    await b.console.ask('share.open', { port: await freePort() });
    await take(b, a);
    expect(await summaryAt(a)).toBe('The second step failed, and so did its retry.');
    const { versions } = await a.console.ask('report.versions', { maintenance: id });
    expect(versions).toHaveLength(3);
    // It leads again: the run goes on there, on one log, and the other can only be read.
    expect([isLedBy(await a.console.state(id)), isLedBy(await b.console.state(id))]).toEqual([true, false]);
    await a.console.ask('step.retry', { maintenance: id, task: 'second@db-1' as never });
    await a.console.until(id, ({ tasks }) => tasks[1]?.state === 'failed' && tasks[1].attempts.length === 2);
    expect((await a.console.output(id, 'long@db-1')).split('\n')).toHaveLength(302);
    expect(await a.console.ask('workspace.check', {})).toMatchObject({ isSound: true });
    expect([...a.console.problems, ...b.console.problems]).toEqual([]);
  });

  it('can only be read at the old console from then on, also after it was started anew', async () => {
    const [a, b] = [await openPlace(), await openPlace()];
    const { id, gate } = await begin(a);
    await pass(a, b, id);
    const before = await a.console.events(id);
    writeFileSync(gate, '');
    await reopenPlace(a);
    for (const [request, input] of [
      ['note.add', { text: 'still here' }],
      ['run.resume', {}],
      ['run.hold', { reason: 'no' }],
      ['run.abort', { reason: 'no' }],
    ] as const) {
      const answer = await a.console.answer(request, { maintenance: id, ...input });
      expect(answer.ok ? request : answer.failure.message).toMatch(/can only be read here/);
    }
    expect(await a.console.events(id)).toEqual(before);
    expect(a.console.host.running()).toEqual([]);
  });

  it('is led by one console at every point, wherever either was killed', async () => {
    const [a, b] = [await openPlace(), await openPlace()];
    const { id, gate, ran } = await begin(a);
    const bo = await admitVisitor(a.console, id, 'assist');
    const { relay } = await a.console.ask('lead.offer', { maintenance: id, follower: bo.follower as never });
    await reopenPlace(a);
    expect(isLedBy(await a.console.state(id))).toBe(true);
    const { publicKey, fingerprint } = await keyOf(b);
    await a.console.host.desk.answer(bo.caller, 'lead.accept', { maintenance: id, relay, publicKey });
    await reopenPlace(a);
    expect(isLedBy(await a.console.state(id))).toBe(true);
    await a.console.ask('lead.pass', { maintenance: id, relay: relay as never, fingerprint });
    await reopenPlace(a);
    expect(isLedBy(await a.console.state(id))).toBe(false);

    // Cut off on its way: nothing is taken in, and it is fetched once more.
    const file = join(b.folder, 'lead.zip');
    const from = (await keyOf(a)).fingerprint;
    await fetch(a, bo, relay, file, 3_000);
    const cut = await b.console.answer('lead.receive', { file, from });
    expect(cut.ok ? 'taken' : cut.failure.kind).toBe('bundle-altered');
    expect(await b.console.ask('maintenance.list', {})).toEqual([]);
    await reopenPlace(b);
    await fetch(a, bo, relay, file);
    await b.console.ask('lead.receive', { file, from });
    await reopenPlace(b);
    // Once more is once too often, and changes nothing.
    const again = await b.console.answer('lead.receive', { file, from });
    expect(again.ok ? 'taken' : again.failure.kind).toBe('is-here');
    expect(isLedBy(await b.console.state(id))).toBe(true);
    expect(isLedBy(await a.console.state(id))).toBe(false);
    await b.console.connectTo(sshd);
    writeFileSync(gate, '');
    await b.console.until(id, ({ tasks }) => tasks[0]?.state === 'succeeded');
    await b.console.ask('run.resume', { maintenance: id });
    await b.console.until(id, ({ tasks }) => tasks[1]?.state === 'succeeded');
    expect(readFileSync(ran, 'utf8')).toBe('once\n');
  });

  it('is taken by nobody but whom it was passed to', async () => {
    const [a, b, c] = [await openPlace(), await openPlace(), await openPlace()];
    const { id, gate } = await begin(a);
    const { relay, bo } = await pass(a, b, id);
    writeFileSync(gate, '');
    const file = join(c.folder, 'lead.zip');
    await fetch(a, bo, relay, file);
    const from = (await keyOf(a)).fingerprint;
    const stolen = await c.console.answer('lead.receive', { file, from });
    expect(stolen.ok ? 'taken' : stolen.failure.message).toContain('and this is');
    const forged = await b.console.answer('lead.receive', { file, from: (await keyOf(c)).fingerprint });
    expect(forged.ok ? 'taken' : forged.failure.kind).toBe('wrong-key');
    const other = await a.console.host.desk.answer(
      {
        ...bo.caller,
        share: { ...(bo.caller.share as NonNullable<typeof bo.caller.share>), follower: 'f-x' as never },
      },
      'lead.fetch',
      { maintenance: id, relay, offset: 0 },
    );
    expect(other.ok).toBe(false);
    const own = await a.console.answer('lead.fetch', { maintenance: id, relay, offset: 0 });
    expect(own.ok).toBe(false);
  });

  it('stays where it is while the other side has not accepted, has another key, or it was withdrawn', async () => {
    const [a, b] = [await openPlace(), await openPlace()];
    const { id, gate } = await begin(a);
    const bo = await admitVisitor(a.console, id, 'assist');
    const eve = await admitVisitor(a.console, id, 'assist', { name: 'Eve' });
    const { relay } = await a.console.ask('lead.offer', { maintenance: id, follower: bo.follower as never });
    const { publicKey, fingerprint } = await keyOf(b);
    const kindOf = async (answer: ReturnType<TestVisitor['answer']>) => {
      const said = await answer;
      return said.ok ? 'done' : said.failure.kind;
    };
    const passing = (to: string) => a.console.answer('lead.pass', { maintenance: id, relay, fingerprint: to });
    expect(await kindOf(passing(fingerprint))).toBe('not-now');
    expect(await kindOf(eve.answer('lead.accept', { maintenance: id, relay, publicKey }))).toBe('not-allowed');
    expect(await kindOf(bo.answer('lead.accept', { maintenance: id, relay, publicKey }))).toBe('done');
    expect(await kindOf(passing((await keyOf(a)).fingerprint))).toBe('not-confirmed');
    expect(await kindOf(bo.answer('lead.fetch', { maintenance: id, relay, offset: 0 }))).toBe('not-allowed');
    expect(await kindOf(bo.answer('lead.withdraw', { maintenance: id, relay, reason: 'not now' }))).toBe('done');
    expect(await kindOf(passing(fingerprint))).toBe('not-now');
    // It was never let go of: the run goes on as if nothing had been.
    writeFileSync(gate, '');
    await a.console.until(id, ({ tasks }) => tasks[1]?.state === 'succeeded');
  });

  it('brings no secret along: what needs one waits until it was given to the console that leads now', async () => {
    const [a, b] = [await openPlace(), await openPlace()];
    const { id, gate, ran } = await begin(a, { pass: '-hunter2' });
    const { relay, bo } = await pass(a, b, id);
    const file = join(b.folder, 'lead.zip');
    await fetch(a, bo, relay, file);
    await b.console.ask('lead.receive', { file, from: (await keyOf(a)).fingerprint });
    await b.console.connectTo(sshd);
    writeFileSync(gate, '');
    expect(await b.console.ask('run.secrets', { maintenance: id, secrets: {} })).toEqual({ missing: ['PASS'] });
    // Not even what runs already is followed before: its output could not be masked.
    await b.console.ask('run.resume', { maintenance: id });
    expect((await b.console.state(id)).tasks.map(({ state }) => state)).toEqual(['running', 'ready']);
    expect(existsSync(ran)).toBe(false);
    await b.console.ask('run.secrets', { maintenance: id, secrets: { PASS: '-hunter2' } });
    await b.console.until(id, ({ tasks }) => tasks[1]?.state === 'succeeded');
    expect(readFileSync(ran, 'utf8')).toBe('once-hunter2\n');
  });
});

/** Resolves once the lead that is taken over at this console stands so. */
async function becomes({ console }: Place, at: TakingStage['at']): Promise<TakingStage> {
  for (;;) {
    const noticed = console.noticed();
    const { taking } = await console.ask('taking.show', {});
    if (taking?.stage.at === at) return taking.stage;
    await noticed;
  }
}

describe('taking the lead over', () => {
  /** A maintenance that nobody has begun, and somebody at B who was let in. */
  async function meet(a: Place, b: Place): Promise<{ readonly id: MaintenanceId; readonly invite: string }> {
    const plan = planSchema.parse({
      title: 'Plan',
      steps: [{ kind: 'manual', phase: 'carry-out', id: 'a', title: 'A' }],
    });
    await a.console.ask('runbook.save', { name: 'Plan' as never, expectedVersion: 0, plan });
    const { id } = await a.console.ask('maintenance.create', { title: 'Tonight', runbook: 'Plan' as never });
    await a.console.ask('share.open', { port: await freePort() });
    const { link, invite } = await a.console.ask('invite.make', { maintenance: id, role: 'assist' });
    await b.console.ask('taking.begin', { invite: link, name: 'Bo' });
    return { id, invite };
  }
  async function letIn({ console }: Place, id: MaintenanceId): Promise<PartId> {
    const { sharing } = await console.until(id, ({ sharing: { followers } }) => followers.length > 0);
    const follower = sharing.followers[0]?.id as PartId;
    await console.ask('follower.admit', { maintenance: id, follower });
    return follower;
  }

  it('is declined by leaving, and comes to an end where it is not let in', async () => {
    const [a, b] = [await openPlace(), await openPlace()];
    const { id, invite } = await meet(a, b);
    const again = await b.console.answer('taking.begin', { invite: 'http://127.0.0.1:1/#join=a', name: 'Bo' });
    expect(again).toMatchObject({ failure: { kind: 'not-now' } });
    const follower = await letIn(a, id);
    await becomes(b, 'following');
    expect(await b.console.answer('taking.accept', {})).toMatchObject({ failure: { kind: 'not-now' } });
    await a.console.ask('lead.offer', { maintenance: id, follower });
    await becomes(b, 'offered');
    await b.console.ask('taking.leave', {});
    expect(await b.console.ask('taking.show', {})).toEqual({});
    expect((await a.console.state(id)).relay).toBeUndefined();
    expect(isLedBy(await a.console.state(id))).toBe(true);

    const { link } = await a.console.ask('invite.make', { maintenance: id, role: 'assist' });
    await b.console.ask('taking.begin', { invite: link, name: 'Bo' });
    const waits = await a.console.until(id, ({ sharing: { followers } }) => followers.length > 1);
    await a.console.ask('follower.refuse', { maintenance: id, follower: waits.sharing.followers[1]?.id as PartId });
    expect(await becomes(b, 'over')).toMatchObject({ failure: { kind: 'not-allowed' } });
    expect(invite).not.toBe(waits.sharing.followers[1]?.invite);
  });

  it('goes on from a file where it was passed and could not be fetched', async () => {
    const [a, b] = [await openPlace(), await openPlace()];
    const { id, invite } = await meet(a, b);
    const follower = await letIn(a, id);
    const { relay } = await a.console.ask('lead.offer', { maintenance: id, follower });
    await becomes(b, 'offered');
    await b.console.ask('taking.accept', {});
    const { fingerprint } = await keyOf(b);
    await a.console.until(id, (state) => state.relay?.accepted !== undefined);
    await a.console.ask('lead.pass', { maintenance: id, relay: relay as never, fingerprint });
    await becomes(b, 'passed');
    expect(await b.console.answer('taking.leave', {})).toMatchObject({ failure: { kind: 'not-now' } });
    // The way to it is shut for good before anything was fetched.
    expect(invite).not.toBe('');
    await a.console.ask('share.close', {});
    await reopenPlace(b);
    const file = join(a.folder, 'handed-over.zip');
    await a.console.ask('bundle.write', { maintenance: id, file });
    const from = (await keyOf(a)).fingerprint;
    await b.console.ask('lead.receive', { file, from });
    expect([isLedBy(await b.console.state(id)), isLedBy(await a.console.state(id))]).toEqual([true, false]);
  });

  it('comes through, whatever the way does: cut while one waits, and in the middle of the fetching', async () => {
    const [a, b] = [await openPlace(), await openPlace()];
    const { id, gate } = await begin(a, { filler: 'head -c 4000000 /dev/urandom | base64; ' });
    const { link } = await a.console.ask('invite.make', { maintenance: id, role: 'assist' });
    const ways = new Set<Duplex>();
    const cut = () => {
      for (const way of ways) way.destroy();
    };
    const entered = await RemoteDesk.enter({
      link: parseInviteLink(link) as InviteLink,
      async reach(address, port) {
        const reached = await reachDirectly(address, port);
        if (reached.ok) ways.add(reached.value);
        return reached;
      },
      random: Math.random,
      after: systemClock.after,
    });
    if (!entered.ok) throw new Error(entered.failure.message);
    const theirs = entered.value;
    const [key, from] = [await keyOf(b), (await keyOf(a)).fingerprint];
    const asked = vi.spyOn(theirs, 'answer');
    let isCut = false;
    let changed = Promise.withResolvers<void>();
    const taking = new Taking({
      entry: { desk: theirs, ended: new Promise<void>(() => undefined), close: async () => theirs.close() },
      name: 'Bo',
      key,
      folder: join(b.folder, 'handed-over'),
      async receive(order) {
        const answer = await b.console.answer('lead.receive', order);
        return answer.ok ? { ok: true, value: answer.output as RequestOutput<'lead.receive'> } : answer;
      },
      onChange() {
        const { stage } = taking.view();
        // In the middle: the first piece is here, and the last is not.
        if (stage.at === 'fetching' && stage.bytes > 0 && !isCut) {
          isCut = true;
          cut();
        }
        changed.resolve();
      },
      after: systemClock.after,
    });
    const becomesAt = async (at: TakingStage['at']) => {
      while (taking.view().stage.at !== at) {
        await changed.promise;
        changed = Promise.withResolvers();
      }
    };
    cut();
    const follower = await letIn(a, id);
    await becomesAt('following');
    cut();
    const { relay } = await a.console.ask('lead.offer', { maintenance: id, follower });
    await becomesAt('offered');
    expect(await taking.accept()).toMatchObject({ ok: true });
    cut();
    await a.console.ask('lead.pass', { maintenance: id, relay: relay as never, fingerprint: key.fingerprint });
    await becomesAt('passed');
    const cookie = { headers: { cookie: theirs.session } };
    const standing = async () => (await globalThis.fetch(`${new URL(link).origin}/standing`, cookie)).status;
    expect(await standing()).toBe(200);
    taking.confirm(from);
    await becomesAt('leading');
    await taking.ended;
    // From the first byte on again, and whole.
    const offsets = asked.mock.calls.flatMap(([, request, input]) =>
      request === 'lead.fetch' ? (input as { readonly offset: number }).offset : [],
    );
    const again = offsets.lastIndexOf(0);
    expect([again > 0, offsets.slice(again + 1)[0]]).toEqual([true, leadPieceBytes]);
    const old = await a.console.events(id);
    expect((await b.console.events(id)).slice(0, old.length)).toEqual(old);
    const rows = async ({ console }: Place) => (await console.ask('maintenance.summary', { maintenance: id })).rows;
    expect(await rows(b)).toBe(await rows(a));
    expect(isLedBy(await b.console.state(id))).toBe(true);
    expect(await readdir(join(b.folder, 'handed-over'))).toEqual([]);
    // Once it was taken, nobody comes in any more by what it was fetched with.
    expect(await standing()).toBe(410);
    writeFileSync(gate, '');
  });
});
