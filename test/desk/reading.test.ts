/** A bundle read in one’s own screens: proved before anything is opened, refused whatever would do something, and removed when it is closed. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { isReadingRequest, readingRequests } from '../../src/contract/reading-rights.ts';
import { type RequestName, type RequestOutput, requests } from '../../src/contract/requests.ts';
import { attemptsName } from '../../src/core/bundle/layout.ts';
import type { MaintenanceId } from '../../src/core/ids.ts';
import type { Actor } from '../../src/core/maintenance/actor.ts';
import { toCanonicalJson } from '../../src/core/text/canonical-json.ts';
import { writeBundle } from '../../src/main/bundle/write.ts';
import type { Answer, Caller } from '../../src/main/desk/desk.ts';
import { ConsoleIdentity } from '../../src/main/desk/signing/console-identity.ts';
import { systemClock } from '../../src/main/engine/system-clock.ts';
import { openReadingCopy, type ReadingCopy, sweepCopies } from '../../src/main/host/reading-copy.ts';
import { toEventHash } from '../../src/main/store/chain.ts';
import { fillStore, signerIn, sourceOf } from '../bundle/made-bundle.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { makeReported } from '../fixtures/reported.ts';
import { makeFolder, openNew } from '../store/workspace.ts';

const bo = { name: 'Bo Lind', roles: ['buddy'], qualifications: [], services: [], zone: 'UTC' };

let theirs: Awaited<ReturnType<typeof makeWorkspace>>;
let ours: Awaited<ReturnType<typeof makeWorkspace>>;
let leader: TestConsole;
let buddy: TestConsole;
let id: MaintenanceId;
let bundle: string;
let reader: Actor;

beforeAll(async () => {
  [theirs, ours] = await Promise.all([makeWorkspace(), makeWorkspace()]);
  leader = await TestConsole.open(theirs.folder);
  await leader.ask('person.save', { person: bo });
  id = (await makeReported(leader)).maintenance;
  bundle = join(theirs.folder, 'tonight.drydock.zip');
  await leader.ask('bundle.write', { maintenance: id, file: bundle });
  buddy = await TestConsole.open(ours.folder);
  const me = await buddy.ask('person.save', { person: bo });
  await buddy.ask('person.setMe', { person: me.id });
  reader = { kind: 'person', name: me.name, person: me.id };
});
afterAll(async () => {
  await leader.close();
  await buddy.close();
  await theirs.remove();
  await ours.remove();
});

const copies = () => (existsSync(join(ours.folder, 'reading')) ? readdirSync(join(ours.folder, 'reading')) : []);

/** The desk of an open bundle, asked as its page would. */
class Read {
  readonly copy: ReadingCopy;
  readonly #caller: Caller = { id: 'page', actor: { kind: 'person', name: 'kim' }, rights: new Set() };

  private constructor(copy: ReadingCopy) {
    this.copy = copy;
  }

  static async open(order: { readonly reader?: Actor; readonly onClose?: () => void } = {}): Promise<Read> {
    const identity = new ConsoleIdentity(ours.folder);
    const report = (problem: unknown) => buddy.problems.push(problem);
    const opened = await openReadingCopy(
      { folder: ours.folder, store: await openNew(), identity, clock: systemClock, version: 'test', report },
      { file: bundle, reader, onClose: () => undefined, ...order },
    );
    if (!opened.ok) throw new Error(opened.failure.message);
    onTestFinished(() => opened.value.close());
    return new Read(opened.value);
  }

  answer(request: string, input: unknown): Promise<Answer> {
    return this.copy.desk.answer(this.#caller, request, input);
  }

  async ask<N extends RequestName>(request: N, input: unknown): Promise<RequestOutput<N>> {
    const answer = await this.answer(request, input);
    if (!answer.ok) throw new Error(answer.failure.message);
    return answer.output as RequestOutput<N>;
  }
}

describe('a bundle that is opened', () => {
  it('shows journal, log, report and rules as they were when it was written, and says who vouches for it', async () => {
    const read = await Read.open();
    const { events } = await read.ask('maintenance.events', { maintenance: id, afterSeq: 0, limit: 5_000 });
    expect(events).toEqual(await leader.events(id));
    const me = await read.ask('share.me', {});
    if (me.kind !== 'reader') throw new Error('it is read');
    const { fingerprint } = await leader.ask('identity.show', {});
    expect(me.bundle).toMatchObject({ isFinished: true, madeBy: 'Ada', signer: { fingerprint, standing: 'unknown' } });
    const shown = await read.ask('report.show', { maintenance: id });
    const theirOwn = await leader.ask('report.show', { maintenance: id });
    expect(shown.report?.sections).toEqual(theirOwn.report?.sections);
    expect(shown.may.filter(({ isAllowed }) => isAllowed)).toEqual([]);
    const readiness = await read.ask('readiness.show', { maintenance: id });
    expect(readiness.atMs).toBe(me.bundle.madeAtMs);
    expect(readiness.policy).toEqual((await leader.ask('policy.show', {})).policy);
  });

  it('is refused with its exact fault where a byte was altered, and nothing of it is kept', async () => {
    const bytes = readFileSync(bundle);
    const at = bytes.indexOf('journal.jsonl') + 60;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const altered = join(ours.folder, 'altered.zip');
    writeFileSync(altered, bytes);
    const opened = await buddy.answer('bundle.open', { file: altered, isShown: false });
    expect(opened.ok ? 'opened' : opened.failure).toMatchObject({ kind: 'not-whole' });
    expect(opened.ok ? '' : opened.failure.message).toMatch(/of the journal (was altered|cannot be unpacked)/);
    expect(copies()).toEqual([]);
  });

  it.each([
    ['is of an event nobody knows', { type: 'leader-crowned' }, 'does not know event'],
    ['stands before a row that is not there', { row: 1_000_000 }, 'does not belong to its output'],
  ] as const)('is refused where it is signed and its journal %s', async (_what, odd, why) => {
    const folder = makeFolder();
    const store = await fillStore(folder);
    const source = sourceOf(store);
    const [last] = store.journal.read(source.maintenance, source.toSeq - 1);
    if (last === undefined) throw new Error('it has events');
    const { hash: previousHash, seq, ...link } = { ...last, ...odd };
    const next = { ...link, seq: seq + 1, previousHash };
    const copying: typeof source.copying = {
      ...source.copying,
      *events(maintenance) {
        yield* source.copying.events(maintenance, source.toSeq);
        yield [{ ...next, hash: toEventHash(next) }];
      },
    };
    const file = join(folder, 'nonsense.zip');
    const attempts = toCanonicalJson(copying.attempts(source.maintenance));
    const documents = [...source.documents, { name: attemptsName, text: attempts }];
    await writeBundle({ ...source, documents, copying, toSeq: source.toSeq + 1 }, signerIn(folder), file);
    const opened = await buddy.answer('bundle.open', { file, isShown: false });
    expect(opened.ok ? 'opened' : opened.failure.message).toContain(why);
    expect(copies()).toEqual([]);
  });

  it('refuses every request that is not reading or the reader’s own word, and another maintenance', async () => {
    const read = await Read.open();
    const before = await read.ask('maintenance.summary', { maintenance: id });
    for (const name of Object.keys(requests)) {
      if (isReadingRequest(name)) continue;
      const answer = await read.answer(name, { maintenance: id });
      expect([name, answer.ok ? 'ok' : answer.failure.kind]).toEqual([name, 'only-read']);
    }
    const samples: Readonly<Record<string, object>> = {
      'maintenance.events': { afterSeq: 0 },
      'log.window': { from: 0, count: 1 },
      'log.locate': { kind: 'event', at: 1 },
      'log.search': { search: 's', query: { text: 'x' } },
      'comment.add': { comment: 'c-1', text: 'x' },
      'comment.seen': { about: [{ kind: 'event', seq: 1 }] },
    };
    const other = 'm-aaaabbbbccccdddd';
    for (const name of readingRequests) {
      const parsed = requests[name].input.safeParse({ maintenance: other, ...samples[name] });
      if (!parsed.success) continue;
      const answer = await read.answer(name, { maintenance: other, ...samples[name] });
      expect([name, answer.ok ? 'ok' : answer.failure.kind]).toEqual([name, 'not-allowed']);
    }
    expect(await read.ask('maintenance.summary', { maintenance: id })).toEqual(before);
  });

  it('is closed at its desk, and its copy removed; what a killed console left is swept, what another reads is not', async () => {
    const closed = Promise.withResolvers<void>();
    const read = await Read.open({ onClose: closed.resolve });
    const [held] = copies();
    mkdirSync(join(ours.folder, 'reading', 'left'));
    writeFileSync(join(ours.folder, 'reading', 'left', 'drydock.sqlite'), 'half of it');
    sweepCopies(ours.folder);
    expect(copies()).toEqual([held]);
    await read.ask('bundle.close', {});
    await closed.promise;
    await read.copy.close();
    expect(copies()).toEqual([]);
  });

  it('is listed while it is open, behind a door that lets one browser in', async () => {
    const { url = '', reading } = await buddy.ask('bundle.open', { file: bundle, isShown: false });
    expect(await buddy.ask('bundle.opened', {})).toMatchObject([{ reading, maintenance: id, file: bundle }]);
    expect((await fetch(new URL('/', url))).status).toBe(403);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
    expect(await buddy.answer('bundle.close', {})).toMatchObject({ ok: false, failure: { kind: 'not-reading' } });
  });
});

describe('what a reader says', () => {
  it('CON-5: stands in the copy as theirs, is carried back in one signed file, and merges at the leader’s', async () => {
    const read = await Read.open();
    const about = { kind: 'event', seq: 2 } as const;
    await read.ask('comment.add', { maintenance: id, comment: 'c-1', text: 'why only now?', about });
    await read.ask('comment.add', {
      maintenance: id,
      comment: 'c-2',
      text: 'ah',
      about: { kind: 'comment', comment: 'c-1' },
    });
    await read.ask('comment.seen', { maintenance: id, about: [about] });
    const log = await read.ask('maintenance.events', { maintenance: id, afterSeq: 0, limit: 5_000 });
    expect(log.events.at(-1)).toMatchObject({ type: 'marked-seen', actor: { name: 'Bo Lind', person: 'bo-lind' } });
    const own = await read.answer('comment.add', {
      ...{ maintenance: id, comment: 'c-3', text: 'mine' },
      about: { kind: 'event', seq: log.seq },
    });
    expect(own.ok ? 'said' : own.failure.kind).toBe('not-in-bundle');
    const { content, remarks } = await read.ask('bundle.remarks', {});
    expect(remarks).toBe(3);
    expect(await read.ask('share.me', {})).toMatchObject({ bundle: { saved: 3 } });

    const taken = await leader.answer('comment.import', { content });
    expect(taken.ok ? 'taken' : taken.failure.kind).toBe('unknown-key');
    const { text: key, fingerprint } = await buddy.ask('identity.show', {});
    await leader.ask('person.trustKey', { person: 'bo-lind' as never, fingerprint, key });
    expect(await leader.ask('comment.import', { content })).toMatchObject({ maintenance: id, merged: 3 });
    const { talk } = await leader.state(id);
    expect(talk.comments.map(({ text, by }) => [text, by.person])).toEqual([
      ['why only now?', 'bo-lind'],
      ['ah', 'bo-lind'],
    ]);
    expect(buddy.problems).toEqual([]);
  });

  it('is refused where their console does not know who they are', async () => {
    const read = await Read.open({ reader: { kind: 'person', name: 'kim' } });
    const said = await read.answer('comment.add', { maintenance: id, comment: 'c-1', text: 'hello' });
    expect(said.ok ? 'said' : said.failure.advice).toContain('Say who you are');
  });
});
