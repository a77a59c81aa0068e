/** The store's figures: what a million lines cost on disk and in memory, and how fast a string is found in ten million. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SearchQuery } from '../../src/contract/shapes.ts';
import { openStore } from '../../src/main/store/open.ts';
import type { Store } from '../../src/main/store/store.ts';
import type { Figure, Measured } from './figure.ts';
import { benchAttempt, ingest } from './store-ingest.ts';
import { makeLog } from './store-log.ts';

const million = 1_000_000;
const rounds = 9;
/** Debian's package `ripgrep`. */
const ripgrep = 'rg';
/** In one row of the ten million, near the middle. */
const rare = 'lost quorum with db-7: term 81c3f9';

export const figures: readonly Figure[] = [
  {
    name: 'a million lines: size on disk',
    target: 1 / 3,
    baseline: 'the bytes as the host wrote them',
    run: measureDisk,
  },
  {
    name: 'a million lines: resident memory of the process that stores them',
    target: 1,
    baseline: '300 MB',
    run: measureMemory,
  },
  {
    name: 'a rare string in ten million lines',
    target: 0.1,
    baseline: 'ripgrep on the flat file',
    run: () => measureSearch({ text: rare, mode: 'substring', isCaseSensitive: true }, ['-F', rare]),
  },
  {
    name: 'a regular expression in ten million lines',
    target: 4,
    baseline: 'ripgrep on the flat file',
    run: () => measureSearch({ text: regex, mode: 'regex', isCaseSensitive: true }, ['-e', regex]),
  },
];

/** What is literal in it stands in every chunk, so the index is of no help: all is read. */
const regex = '[0-9]+77 in [1-3]7 ms, 4[27] % done';

async function measureDisk(): Promise<Measured> {
  return inFolder(async (folder) => {
    const flat = join(folder, 'flat.log');
    writeFlat(flat, million);
    const store = await open(folder);
    await ingest(store, flat);
    await store.close();
    const stored = statSync(store.file).size;
    const bytes = statSync(flat).size;
    return { ratio: stored / bytes, note: `${toMb(stored)} of ${toMb(bytes)}` };
  });
}

/** In a process of its own, so that nothing else is counted: see store-ingest-process.ts. */
async function measureMemory(): Promise<Measured> {
  return inFolder(async (folder) => {
    const flat = join(folder, 'flat.log');
    writeFlat(flat, million);
    const program = fileURLToPath(new URL('./store-ingest-process.ts', import.meta.url));
    const child = spawn(process.execPath, [program, folder, flat], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (text) => {
      printed += String(text);
    });
    const [status] = await once(child, 'close');
    if (status !== 0) throw new Error(`the process that stores ended with ${String(status)}`);
    const { peakBytes, tookMs } = JSON.parse(printed) as { peakBytes: number; tookMs: number };
    return { ratio: peakBytes / 300e6, note: `${toMb(peakBytes)} at most, ${Math.round(tookMs)} ms` };
  });
}

async function measureSearch(query: SearchQuery, options: readonly string[]): Promise<Measured> {
  return inFolder(async (folder) => {
    const flat = join(folder, 'flat.log');
    writeFlat(flat, 10 * million);
    const store = await open(folder);
    try {
      await ingest(store, flat);
      const expected = countByRipgrep(options, flat);
      const ours: number[] = [];
      const theirs: number[] = [];
      // The first round, which reads the maps and warms the cache of the file, does not count.
      for (let round = 0; round <= rounds; round += 1) {
        const began = performance.now();
        const found = await search(store, query);
        const between = performance.now();
        countByRipgrep(options, flat);
        if (found !== expected) throw new Error(`the store finds ${found} lines, ripgrep ${expected}`);
        if (round === 0) continue;
        ours.push(between - began);
        theirs.push(performance.now() - between);
      }
      return toMeasured(ours, theirs, `${expected} lines found`);
    } finally {
      await store.close();
    }
  });
}

function search(store: Store, query: SearchQuery): Promise<number> {
  let count = 0;
  return new Promise((resolve, reject) => {
    store.log.search(benchAttempt.maintenance, query, {}, 10_000, (progress) => {
      count += progress.hits.length;
      if (progress.problem !== undefined) reject(new Error(progress.problem));
      else if (progress.isDone) resolve(count);
    });
  });
}

function countByRipgrep(options: readonly string[], file: string): number {
  return Number(execFileSync(ripgrep, ['--no-config', '-c', ...options, file]).toString());
}

function writeFlat(file: string, lines: number): void {
  const handle = openSync(file, 'w');
  let block = 0;
  const middle = Math.floor(lines / 2 / 800);
  for (const bytes of makeLog(lines, 0)) {
    writeSync(handle, bytes);
    if (block === middle) writeSync(handle, `${rare}\n`);
    block += 1;
  }
  closeSync(handle);
}

async function open(folder: string): Promise<Store> {
  const opened = await openStore({ folder, program: 'Drydock (bench)', user: 'bench', as: 'console' });
  if (!opened.ok) throw new Error(opened.failure.message, { cause: opened.failure });
  return opened.value;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toMeasured(ours: readonly number[], theirs: readonly number[], what: string): Measured {
  const ratios = ours.map((value, round) => value / (theirs[round] as number)).sort((a, b) => a - b);
  const at = (share: number) => ratios[Math.round((ratios.length - 1) * share)] as number;
  const [our, their] = [median(ours), median(theirs)];
  return {
    ratio: our / their,
    spread: (at(0.75) - at(0.25)) / 2,
    note: `${our.toFixed(1)} ms against ${their.toFixed(1)} ms, ${what}`,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

function toMb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
