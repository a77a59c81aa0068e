/** The thread that looks through a workspace's file and its journals; an error ends it and reaches whoever waits for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { verifyChain } from './chain.ts';
import type { CheckOrder } from './check.ts';
import { connect } from './connection.ts';
import { findDamage } from './damage.ts';
import type { Soundness } from './store.ts';

const { file } = workerData as CheckOrder;
const connection = connect(file, 'read');
const damage = findDamage(connection);
parentPort?.postMessage(
  damage === undefined ? toJournals() : ({ isSound: false, message: damage } satisfies Soundness),
);
connection.close();

function toJournals(): Soundness {
  const ids = connection.prepare<[], string>('SELECT DISTINCT maintenance FROM event').pluck().all();
  for (const id of ids) {
    const verdict = verifyChain(connection, id);
    if (!verdict.isWhole) return { isSound: false, message: `In the journal of ${id}, ${verdict.message}.` };
  }
  return { isSound: true, journals: ids.length };
}
