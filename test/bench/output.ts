/** A million lines from a host into the store: time, memory and disk, beside `ssh host cat > file`. */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { storeFileName } from '../../src/main/store/open.ts';
import { openWorkbench, type Workbench } from '../ssh/workbench.ts';
import type { Figure, Measured } from './figure.ts';
import { inFolder, toMb, toMeasured, writeFlat } from './store/work.ts';

const lines = 1_000_000;
const rounds = 5;
const memoryBytes = 300e6;

export const figures: readonly Figure[] = [
  {
    name: 'a million lines from a host into the store',
    target: 6,
    baseline: 'ssh host cat > file',
    run: () =>
      inRounds((ours, baseline) =>
        toMeasured(
          ours.map(({ tookMs }) => tookMs),
          baseline,
          'hashed, synchronous FULL, searchable',
        ),
      ),
  },
  {
    name: 'a million lines: resident memory',
    target: 1,
    baseline: '300 MB',
    run: () =>
      inRounds((ours) => {
        const peak = Math.max(...ours.map(({ peakBytes }) => peakBytes));
        return { ratio: peak / memoryBytes, note: `${toMb(peak)} at most` };
      }),
  },
  {
    name: 'a million lines: size on disk',
    target: 1 / 3,
    baseline: 'the bytes as the host wrote them',
    run: () =>
      inRounds((ours, _, flatBytes) => {
        const stored = Math.max(...ours.map(({ storedBytes }) => storedBytes));
        return { ratio: stored / flatBytes, note: `${toMb(stored)} of ${toMb(flatBytes)}` };
      }),
  },
];

interface Ingested {
  readonly tookMs: number;
  readonly peakBytes: number;
  readonly storedBytes: number;
}

let measured: Promise<{ ours: Ingested[]; baseline: number[]; flatBytes: number }> | undefined;

/** The three figures are of the same runs. */
async function inRounds(
  toFigure: (ours: readonly Ingested[], baseline: readonly number[], flatBytes: number) => Measured,
): Promise<Measured> {
  measured ??= measure();
  const { ours, baseline, flatBytes } = await measured;
  return toFigure(ours, baseline, flatBytes);
}

function measure() {
  return inFolder(async (folder) => {
    const flat = join(folder, 'flat.log');
    writeFlat(flat, lines);
    const bench = await openWorkbench();
    const ours: Ingested[] = [];
    const baseline: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      baseline.push(await catOverSsh(bench, flat, join(folder, 'copy.log')));
      ours.push(await ingestOverSsh(bench, flat));
    }
    await bench.close();
    return { ours, baseline, flatBytes: statSync(flat).size };
  });
}

/** In a process of its own, so that nothing else is counted. */
function ingestOverSsh(bench: Workbench, flat: string): Promise<Ingested> {
  return inFolder(async (folder) => {
    const program = fileURLToPath(new URL('./store/host-ingest-process.ts', import.meta.url));
    const args = [program, folder, flat, JSON.stringify(bench.target)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { tookMs, peakBytes, bytes } = JSON.parse(stdout) as { tookMs: number; peakBytes: number; bytes: number };
    if (bytes !== statSync(flat).size) throw new Error(`${bytes} bytes came of ${statSync(flat).size}`);
    return { tookMs, peakBytes, storedBytes: statSync(join(folder, storeFileName)).size };
  });
}

/** Over a connection that stands already, as ours does. */
async function catOverSsh({ sshd }: Workbench, flat: string, copy: string): Promise<number> {
  const control = join(sshd.folder, 'control');
  const options = [
    ...['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'],
    ...['-o', 'LogLevel=ERROR', '-o', 'ControlMaster=auto', '-o', 'ControlPersist=60s', '-o', `ControlPath=${control}`],
    ...['-F', 'none', '-p', `${sshd.port}`, '-i', sshd.identityFile, '-l', sshd.user, '127.0.0.1'],
  ];
  const ssh = (command: string) =>
    promisify(execFile)('sh', ['-c', `ssh "$@" ${command}`, 'sh', ...options], { env: { ...process.env } });
  await ssh('true');
  const beganMs = performance.now();
  await ssh(`"cat ${flat}" > ${copy}`);
  return performance.now() - beganMs;
}
