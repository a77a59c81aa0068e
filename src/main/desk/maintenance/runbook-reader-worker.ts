/** A thread that reads Markdown files as runbooks, so that a large one never holds up a run. */
import { parentPort } from 'node:worker_threads';
import { parseRunbook } from '../../../core/plan/markdown/parse-runbook.ts';
import type { ReadAnswer, ReadOrder } from './runbook-reader.ts';

parentPort?.on('message', ({ id, fileName, bytes }: ReadOrder) => {
  const answer: ReadAnswer = { id, read: parseRunbook(bytes, { fileName }) };
  parentPort?.postMessage(answer);
});
