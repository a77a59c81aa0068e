/** Gives the stored output of one attempt again, byte for byte. */
import type { AttemptKey } from '../../core/ids.ts';
import type { OutputLog } from '../engine/ports.ts';
import type { Run } from './chunk-format.ts';
import type { Connection } from './connection.ts';
import type { Directory } from './directory.ts';

/** Chunks are unpacked for at most about this long before others get their turn. */
const turnMs = 8;

export function openReplay(
  connection: Connection,
  directoryOf: (maintenance: string) => Directory,
): OutputLog['replay'] {
  const find = connection
    .prepare<[string, string, number], number>(
      'SELECT id FROM attempt WHERE maintenance = ? AND task = ? AND attempt = ?',
    )
    .pluck();

  return async ({ maintenance, task, attempt }: AttemptKey, call) => {
    const id = find.get(maintenance, task, attempt);
    if (id === undefined) return;
    const directory = directoryOf(maintenance);
    directory.refresh();
    let turnEndsMs = performance.now() + turnMs;
    // Rows keep their numbers for good, stretches do not: pieces of the tail may become a chunk meanwhile.
    const wanted = [...directory.chunks, ...directory.tail].filter(({ mix }) => mix.some(([its]) => its === id));
    for (const { row0, rows } of wanted) {
      const end = row0 + rows;
      for (let at = row0; at < end; ) {
        const block = directory.read(at);
        const to = Math.min(end, block.row0 + block.rows.ends.length);
        for (const piece of piecesOf(block.rows.runs, id, at - block.row0, to - block.row0)) {
          if (!giveRows(block.rows, piece.from, piece.to, call)) return;
        }
        at = to;
      }
      if (performance.now() > turnEndsMs) {
        await new Promise((resolve) => setImmediate(resolve));
        turnEndsMs = performance.now() + turnMs;
      }
    }
  };
}

/** The stretches of one attempt within the rows `from … to` of a block. */
function piecesOf(runs: readonly Run[], attempt: number, from: number, to: number) {
  const pieces: { from: number; to: number }[] = [];
  let row = 0;
  for (const run of runs) {
    const piece = { from: Math.max(from, row), to: Math.min(to, row + run.rows) };
    if (run.attempt === attempt && piece.from < piece.to) pieces.push(piece);
    row += run.rows;
  }
  return pieces;
}

/** Consecutive rows of one stream are given in one piece. Answers whether more is wanted. */
function giveRows(
  { body, ends, streams }: { body: Uint8Array; ends: Uint32Array; streams: Uint8Array },
  from: number,
  to: number,
  call: Parameters<OutputLog['replay']>[1],
): boolean {
  let first = from;
  for (let row = from; row < to; row += 1) {
    if (row + 1 < to && streams[row + 1] === streams[first]) continue;
    const start = first === 0 ? 0 : (ends[first - 1] as number);
    if (call(streams[first] === 0 ? 'stdout' : 'stderr', body.subarray(start, ends[row] as number)) === 'enough')
      return false;
    first = row + 1;
  }
  return true;
}
