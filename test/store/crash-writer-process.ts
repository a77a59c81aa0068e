/**
 * Writes into a workspace until it is killed, and says on stdout what was acknowledged: `node crash-writer-process.ts FOLDER`.
 * Goes on where the store ends. What row n of a task is, everybody can reckon: see crash-rows.ts.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/main/store/open.ts';
import { crashMaintenance, crashTasks, keyOf, offsetsAfter, rowOf } from './crash-rows.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('a folder is needed');
const opened = await openStore({ folder, program: 'Drydock (crash)', user: 'kim', as: 'console' });
if (!opened.ok || opened.value.access.kind !== 'writer')
  throw new Error('the workspace could not be opened for writing');
const store = opened.value;

const say = (what: object) => writeSync(1, `${JSON.stringify(what)}\n`);
const rows = await Promise.all(crashTasks.map(async (task) => (await store.output.ends(keyOf(task))).rows));
let seq = store.journal.read(crashMaintenance, 0).length;

for (let round = 0; ; round += 1) {
  for (const [index, task] of crashTasks.entries()) {
    const from = rows[index] as number;
    // Now a few rows, now enough for several chunks.
    const to = from + (round % 3 === 0 ? 4_000 : 1 + (round % 7));
    const added = Array.from({ length: to - from }, (_, at) => rowOf(task, from + at));
    await store.output.append({ key: keyOf(task), rows: added, offsets: offsetsAfter(task, to) });
    rows[index] = to;
  }
  if (round % 2 === 0) {
    await store.output.flush();
    say({ rows });
  }
  const written = store.journal.append(
    crashMaintenance,
    seq,
    [{ type: 'note-added', data: { text: `note ${seq + 1}` }, actor: { kind: 'person', name: 'Kim' } }],
    Date.now(),
  );
  if (!written.ok) throw new Error(written.failure.message);
  seq += 1;
  say({ seq });
}
