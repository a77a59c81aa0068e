/** A bundle of a million lines, written, proved and opened for reading: time beside packing the same bytes, and memory. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createDeflateRaw } from 'node:zlib';
import { toPlanHash } from '../../src/core/plan/plan-hash.ts';
import { commandStep, toPlan } from '../core/maintenance/fixtures.ts';
import type { Figure, Measured } from './figure.ts';
import { benchAttempt, ingest } from './store/ingest.ts';
import { inFolder, openBenchStore, toMb, toMeasured, writeFlat } from './store/work.ts';

const lines = 1_000_000;
const rounds = 3;
const memoryBytes = 300e6;
const packing = 'the lines hashed and packed (deflate)';
const deeds = ['write', 'verify', 'open'] as const;
type Deed = (typeof deeds)[number];

export const figures: readonly Figure[] = [
  { name: 'a bundle of a million lines, written', target: 16, baseline: packing, run: () => timeOf('write') },
  { name: 'a bundle of a million lines, proved', target: 12, baseline: packing, run: () => timeOf('verify') },
  { name: 'a bundle of a million lines, opened', target: 18, baseline: packing, run: () => timeOf('open') },
  { name: 'a bundle of a million lines: memory', target: 1, baseline: '300 MB more than before', run: memory },
];

interface Done {
  readonly tookMs: number;
  readonly grewBytes: number;
}

let measured: Promise<Readonly<Record<Deed, readonly Done[]>> & { readonly packed: readonly number[] }> | undefined;

async function timeOf(deed: Deed): Promise<Measured> {
  measured ??= measure();
  const { packed, ...done } = await measured;
  return toMeasured(
    done[deed].map(({ tookMs }) => tookMs),
    packed,
    `and ${toMb(Math.max(...done[deed].map(({ grewBytes }) => grewBytes)))} of memory`,
  );
}

async function memory(): Promise<Measured> {
  measured ??= measure();
  const { packed: _, ...done } = await measured;
  const most = Math.max(...deeds.flatMap((deed) => done[deed].map(({ grewBytes }) => grewBytes)));
  return { ratio: most / memoryBytes, note: `${toMb(most)} at most` };
}

function measure() {
  return inFolder(async (folder) => {
    const flat = join(folder, 'flat.log');
    writeFlat(flat, lines);
    await fill(folder, flat);
    const done = { write: [] as Done[], verify: [] as Done[], open: [] as Done[], packed: [] as number[] };
    const file = join(folder, 'bundle.zip');
    for (let round = 0; round < rounds; round += 1) {
      rmSync(file, { force: true });
      done.packed.push(await pack(flat, join(folder, 'packed')));
      for (const deed of deeds) done[deed].push(await perform(deed, folder, file));
    }
    if (statSync(file).size === 0) throw new Error('nothing was written');
    return done;
  });
}

async function fill(folder: string, flat: string): Promise<void> {
  const store = await openBenchStore(folder);
  const plan = toPlan([commandStep('copy')]);
  const data = { title: 'Copy', plan, planHash: toPlanHash(plan), isPractice: false };
  const created = { type: 'maintenance-created', data, actor: { kind: 'person', name: 'bench' } } as const;
  store.journal.append(benchAttempt.maintenance, 0, [created], Date.now());
  await ingest(store, flat);
  await store.close();
}

async function perform(deed: Deed, folder: string, file: string): Promise<Done> {
  const program = fileURLToPath(new URL('./store/bundle-process.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, deed, folder, file]);
  return JSON.parse(stdout) as Done;
}

/** What no bundle can do without. */
async function pack(flat: string, to: string): Promise<number> {
  const sum = createHash('sha256');
  const hashing = new Transform({
    transform(piece, _encoding, done) {
      sum.update(piece);
      done(undefined, piece);
    },
  });
  const beganMs = performance.now();
  await pipeline(createReadStream(flat), hashing, createDeflateRaw(), createWriteStream(to));
  return performance.now() - beganMs;
}
