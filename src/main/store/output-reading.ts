/** The output log of a console that may only read, while another one writes. */
import type { OutputHead, OutputLog } from '../engine/ports.ts';
import type { Connection } from './connection.ts';
import type { ClosableOutput } from './output.ts';
import { prepareEnds } from './output-ends.ts';
import type { Refusal } from './refusal.ts';

/** The output log of a console that may only read. */
export function openOutputForReading(
  connection: Connection,
  replay: OutputLog['replay'],
  refusal: Refusal,
): ClosableOutput {
  const readEnds = prepareEnds(connection);
  const watch = watchHeads(connection);
  return {
    ends: async (key) => readEnds(key),
    append: () => Promise.reject(new Error(refusal.message)),
    flush: async () => undefined,
    replay,
    onCommitted: watch.listen,
    close: async () => watch.close(),
  };
}

const pollMs = 100;

/** Another console writes: the file's own counter says when, and the heads say what. */
function watchHeads(connection: Connection) {
  const heads = connection.prepare<[], OutputHead>('SELECT maintenance, rows FROM head');
  const listeners = new Set<(head: OutputHead) => void>();
  const known = new Map<string, number>(heads.all().map((head) => [head.maintenance, head.rows]));
  let version = connection.pragma('data_version', { simple: true });
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    const now = connection.pragma('data_version', { simple: true });
    if (now === version) return;
    version = now;
    for (const head of heads.all()) {
      if (known.get(head.maintenance) === head.rows) continue;
      known.set(head.maintenance, head.rows);
      for (const listener of [...listeners]) listener(head);
    }
  }

  return {
    listen(call: (head: OutputHead) => void) {
      listeners.add(call);
      timer ??= setInterval(look, pollMs).unref();
      return () => {
        listeners.delete(call);
      };
    },
    close: () => clearInterval(timer),
  };
}
