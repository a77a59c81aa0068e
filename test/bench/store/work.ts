/** What the store's figures share: folders, flat files, stores, and medians of interleaved rounds. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src/main/store/open.ts';
import type { Store } from '../../../src/main/store/store.ts';
import type { Measured } from '../figure.ts';
import { makeLog } from './log.ts';

/** In one line of each flat file, near its middle. */
export const rare = 'lost quorum with db-7: term 81c3f9';

export function writeFlat(file: string, lines: number): void {
  const handle = openSync(file, 'w');
  const middle = Math.floor(lines / 2);
  for (const bytes of makeLog(middle, 0)) writeSync(handle, bytes);
  writeSync(handle, `${rare}\n`);
  for (const bytes of makeLog(lines - middle - 1, middle)) writeSync(handle, bytes);
  closeSync(handle);
}

export async function openBenchStore(folder: string): Promise<Store> {
  const opened = await openStore({ folder, program: 'Drydock (bench)', user: 'bench', as: 'console' });
  if (!opened.ok) throw new Error(opened.failure.message, { cause: opened.failure });
  return opened.value;
}

export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Both lists are of the same rounds. */
export function toMeasured(ours: readonly number[], theirs: readonly number[], what: string): Measured {
  const ratios = ours.map((value, round) => value / (theirs[round] as number)).toSorted((a, b) => a - b);
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

export function toMb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
