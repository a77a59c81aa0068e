/** Looks through the whole workspace for damage, in a thread of its own while work goes on. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { workerModule } from '../shipped.ts';
import { isDamage } from './refusal.ts';
import type { Soundness } from './store.ts';

export interface CheckOrder {
  readonly file: string;
}

/** SQLite's own `quick_check`, then the chain of every journal. A file too damaged to be looked through is not sound. */
export async function checkStore(order: CheckOrder): Promise<Soundness> {
  const url = workerModule('store/check-worker');
  const worker = new Worker(url, { workerData: order });
  try {
    const [soundness] = (await once(worker, 'message')) as [Soundness];
    return soundness;
  } catch (error) {
    if (isDamage(error)) return { isSound: false, message: 'A part of it cannot be read.' };
    throw error;
  } finally {
    await worker.terminate();
  }
}
