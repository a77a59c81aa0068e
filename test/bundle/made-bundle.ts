/** Bundles of a small maintenance with all in it that gives trouble, and means to take one apart and put it together otherwise. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { toFingerprint } from '../../src/core/approval/identity.ts';
import { type BundleVerdict, toFaultText } from '../../src/core/bundle/verdict.ts';
import type { NewEvent } from '../../src/core/maintenance/events.ts';
import { evolve } from '../../src/core/maintenance/evolve.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import { toPlanHash } from '../../src/core/plan/plan-hash.ts';
import { openArchive } from '../../src/main/bundle/archive-reader.ts';
import { ArchiveWriter } from '../../src/main/bundle/archive-writer.ts';
import { readText } from '../../src/main/bundle/line-reader.ts';
import type { BundleSource } from '../../src/main/bundle/source.ts';
import { verifyBundle } from '../../src/main/bundle/verify.ts';
import { writeBundle } from '../../src/main/bundle/write.ts';
import { ConsoleIdentity, type Identity, isSignedBy } from '../../src/main/desk/signing/console-identity.ts';
import type { OutputRow } from '../../src/main/engine/ports.ts';
import type { Store } from '../../src/main/store/store.ts';
import { commandStep, toPlan } from '../core/maintenance/fixtures.ts';
import { aMaintenance, attempt, makeFolder, note, openIn, row } from '../store/workspace.ts';

export const madeAtMs = 1_764_000_000_000;

export function signerIn(folder: string): Identity {
  const read = new ConsoleIdentity(folder).read();
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

/** Rows of every kind: two streams, colours, no newline, no UTF-8, nothing at all. */
export const troublesomeRows: readonly OutputRow[] = [
  row('starting\n', 'stdout', madeAtMs - 9_000),
  row('\u001b[31mred\u001b[0m and </script><script>alert(1)</script>\r\n', 'stderr', madeAtMs - 8_000),
  row('half a li', 'stdout', madeAtMs - 7_000),
  row('ne\n', 'stdout', madeAtMs - 6_000),
  { stream: 'stdout', atMs: madeAtMs - 5_000, bytes: Buffer.from([0xff, 0xfe, 0x00, 0x0a]) },
  row('\n', 'stdout', madeAtMs - 4_000),
  row('done \u2028 \u{1f600}\n', 'stdout', madeAtMs - 3_000),
];

/** A store with a maintenance of some events, and these rows between them. */
export async function fillStore(folder: string, rows: readonly OutputRow[] = troublesomeRows): Promise<Store> {
  const store = await openIn(folder);
  const plan = toPlan([commandStep('upgrade')]);
  const created: NewEvent = {
    type: 'maintenance-created',
    data: { title: 'Move the shop', plan, planHash: toPlanHash(plan), isPractice: false },
    actor: { kind: 'person', name: 'Ada' },
  };
  const append = (seq: number, events: readonly NewEvent[]) => {
    const appended = store.journal.append(aMaintenance, seq, events, madeAtMs - 10_000 + seq);
    if (!appended.ok) throw new Error(appended.failure.message);
  };
  append(0, [created, note('about to begin')]);
  const half = Math.ceil(rows.length / 2);
  for (const part of [rows.slice(0, half), rows.slice(half)]) {
    await store.output.append({ key: attempt('upgrade@db-1'), rows: part, offsets: { stdout: 10, stderr: 20 } });
    await store.output.flush();
    append(store.journal.read(aMaintenance, 0).length, [note('so far <b>so</b> good')]);
  }
  return store;
}

export function sourceOf(store: Store): BundleSource {
  const events = store.journal.read(aMaintenance, 0);
  const state = events.reduce<MaintenanceState | undefined>(evolve, undefined);
  if (state === undefined) throw new Error('no events');
  return {
    maintenance: aMaintenance,
    copying: store.copying,
    state,
    toSeq: events.length,
    toRow: store.log.rows(aMaintenance),
    documents: [{ name: 'plan.md', text: '# Move the shop\n' }],
    pages: [],
    madeAtMs,
    madeBy: { name: 'Ada' },
    program: '0.1.0',
  };
}

export interface MadeBundle {
  readonly folder: string;
  readonly file: string;
  readonly signer: Identity;
}

export async function makeBundle(rows?: readonly OutputRow[]): Promise<MadeBundle> {
  const folder = makeFolder();
  const store = await fillStore(folder, rows);
  const signer = signerIn(folder);
  const file = join(folder, 'bundle.drydock.zip');
  const written = await writeBundle(sourceOf(store), signer, file);
  if (!written.ok) throw new Error(written.failure.message, { cause: written.failure });
  return { folder, file, signer };
}

/** What is said of it: `whole`, or the first fault. */
export async function judge(file: string): Promise<string> {
  const verdict = await verdictOf(file);
  return verdict.isWhole ? 'whole' : toFaultText(verdict.faults[0] ?? missing());
}

export async function verdictOf(file: string): Promise<BundleVerdict> {
  const verified = await verifyBundle(file, { isSignedBy, toFingerprint });
  if (!verified.ok) throw new Error(verified.failure.message);
  return verified.value;
}

function missing(): never {
  throw new Error('a verdict without a fault');
}

/** The texts of a bundle, in their order. */
export async function takeApart(file: string): Promise<Map<string, string>> {
  const archive = await openArchive(file);
  if (!archive.ok) throw new Error(archive.failure.message);
  const texts = new Map<string, string>();
  for (const entry of archive.value.entries) texts.set(entry.name, (await readText(archive.value.read(entry))).text);
  await archive.value.close();
  return texts;
}

/** As somebody would who has no key: everything of the archive is in order, and the seal is the one that was there. */
export async function putTogether(texts: ReadonlyMap<string, string>, file: string, seal: (hash: string) => string) {
  const archive = new ArchiveWriter(madeAtMs, seal);
  const written = pipeline(archive.bytes, createWriteStream(file));
  for (const [name, text] of texts) await archive.add(name, [text]);
  archive.end();
  await written;
}
