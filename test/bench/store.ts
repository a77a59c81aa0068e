/** How fast something is found in ten million stored lines, beside ripgrep on the flat file. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { SearchQuery } from '../../src/contract/shapes.ts';
import type { Store } from '../../src/main/store/store.ts';
import type { Figure, Measured } from './figure.ts';
import { benchAttempt, ingest } from './store/ingest.ts';
import { inFolder, openBenchStore, rare, toMeasured, writeFlat } from './store/work.ts';

const lines = 10_000_000;
const rounds = 9;
/** Debian's package `ripgrep`. */
const ripgrep = 'rg';
/** What is literal in it stands in every chunk, so the index is of no help: all is read. */
const regex = '[0-9]+77 in [1-3]7 ms, 4[27] % done';

export const figures: readonly Figure[] = [
  {
    name: 'a rare string in ten million lines',
    target: 0.1,
    baseline: 'ripgrep on the flat file',
    run: () => measure({ text: rare, mode: 'substring', isCaseSensitive: true }, ['-F', '-e', rare]),
  },
  {
    name: 'a regular expression in ten million lines',
    target: 4,
    baseline: 'ripgrep on the flat file',
    run: () => measure({ text: regex, mode: 'regex', isCaseSensitive: true }, ['-e', regex]),
  },
];

async function measure(query: SearchQuery, options: readonly string[]): Promise<Measured> {
  return inFolder(async (folder) => {
    const flat = join(folder, 'flat.log');
    writeFlat(flat, lines);
    const store = await openBenchStore(folder);
    try {
      await ingest(store, flat);
      const ours: number[] = [];
      const theirs: number[] = [];
      // The first round, which reads the maps and warms the cache of the file, does not count.
      for (let round = 0; round <= rounds; round += 1) {
        const beganMs = performance.now();
        const found = await search(store, query);
        const betweenMs = performance.now();
        const expected = Number(execFileSync(ripgrep, ['--no-config', '-c', ...options, flat]).toString());
        const endedMs = performance.now();
        if (found !== expected) throw new Error(`the store finds ${found} lines, ripgrep ${expected}`);
        if (round === 0) continue;
        ours.push(betweenMs - beganMs);
        theirs.push(endedMs - betweenMs);
      }
      return toMeasured(ours, theirs, `the same lines found each time`);
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
