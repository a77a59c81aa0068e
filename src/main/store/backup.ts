/** A copy of the whole workspace in a new file, made in a thread of its own while work goes on. */
import { existsSync, statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import { workerModule } from '../shipped.ts';
import { storeFailed } from './refusal.ts';

export interface BackupOrder {
  readonly from: string;
  readonly to: string;
}

/** `VACUUM INTO`: whole and consistent as of one moment. Never overwrites. */
export async function backUp(
  order: BackupOrder,
): Promise<Result<{ readonly sizeBytes: number }, Failure<'file-exists' | 'store-failed'>>> {
  if (existsSync(order.to)) {
    return fail('file-exists', `The file ${order.to} exists already.`, { advice: 'Choose a name that is not taken.' });
  }
  const url = workerModule('store/backup-worker');
  const worker = new Worker(url, { workerData: order });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => resolve());
    });
    return succeed({ sizeBytes: statSync(order.to).size });
  } catch (error) {
    return storeFailed(`The workspace could not be copied to ${order.to}.`, error);
  }
}
