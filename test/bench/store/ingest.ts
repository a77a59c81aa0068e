/** Puts a flat file into a store as fast as the store takes it, the way output comes: blocks, cut into rows, packed. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { AttemptKey, MaintenanceId, TaskId } from '../../../src/core/ids.ts';
import { RowPacker } from '../../../src/core/text/packed-rows.ts';
import type { Store } from '../../../src/main/store/store.ts';

export const benchAttempt: AttemptKey = {
  maintenance: 'm-benchbenchbench1' as MaintenanceId,
  task: 'copy@db-1' as TaskId,
  attempt: 1,
};

const blockBytes = 65_536;

export async function ingest(store: Store, file: string): Promise<void> {
  const handle = openSync(file, 'r');
  const packer = new RowPacker(2 * blockBytes);
  const block = new Uint8Array(2 * blockBytes);
  let offset = 0;
  for (let kept = 0; ; ) {
    const size = kept + readSync(handle, block, kept, blockBytes, null);
    if (size === kept) break;
    const end = block.lastIndexOf(10, size - 1) + 1;
    packer.addLines('stdout', block, Date.now(), 0, end);
    offset += end;
    await store.output.append({ key: benchAttempt, rows: packer.take(), offsets: { stdout: offset, stderr: 0 } });
    block.copyWithin(0, end, size);
    kept = size - end;
  }
  closeSync(handle);
  await store.output.flush();
}
