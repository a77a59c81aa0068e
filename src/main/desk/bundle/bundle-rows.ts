/** Writes the output of a bundle into a store, as a stream. */
import type { Manifest } from '../../../core/bundle/manifest.ts';
import type { RowLine } from '../../../core/bundle/row-line.ts';
import type { OpenBundle } from '../../bundle/import.ts';
import type { OutputRow } from '../../engine/ports.ts';
import type { Store } from '../../store/store.ts';
import type { StoredAttempt } from '../../store/stored.ts';

/** Row by row in their order, which gives each the number it had. What an earlier try has brought is passed over. */
export async function takeRows(store: Store, bundle: OpenBundle, manifest: Manifest): Promise<void> {
  const maintenance = manifest.maintenance.id;
  const attempts = await bundle.attempts();
  const offsets = new Map(attempts.map((one) => [keyOf(one), one.offsets]));
  const here = store.log.rows(maintenance);
  const give = async (rows: readonly RowLine[]) => {
    const [first] = rows;
    if (first === undefined) return;
    const { task, attempt } = first;
    const reach = offsets.get(keyOf(first)) ?? { stdout: 0, stderr: 0 };
    await store.output.append({ key: { maintenance, task, attempt }, rows: rows.map(toOutputRow), offsets: reach });
  };
  // Where rows could not be written before, asking for an end forgives it.
  for (const { task, attempt } of attempts) await store.output.ends({ maintenance, task, attempt });
  let batch: RowLine[] = [];
  for await (const row of bundle.rows()) {
    if (row.row < here) continue;
    const isOther = batch[0] !== undefined && keyOf(batch[0]) !== keyOf(row);
    if (isOther || batch.length >= rowsAtATime) {
      await give(batch);
      batch = [];
    }
    batch.push(row);
  }
  await give(batch);
  for (const one of attempts.filter(({ rows }) => rows === 0)) {
    const { task, attempt, offsets: reach } = one;
    await store.output.append({ key: { maintenance, task, attempt }, rows: [], offsets: reach });
  }
  await store.output.flush();
}

const rowsAtATime = 2_000;

function keyOf({ task, attempt }: Pick<StoredAttempt, 'task' | 'attempt'>): string {
  return `${task} ${attempt}`;
}

function toOutputRow(row: RowLine): OutputRow {
  const bytes = 'text' in row ? Buffer.from(row.text, 'utf8') : Buffer.from(row.base64, 'base64');
  return { stream: row.stream, atMs: row.atMs, bytes };
}
