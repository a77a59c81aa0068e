/** The thread that copies a workspace; an error ends it and reaches whoever waits for it. */
import { closeSync, openSync, rmSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import type { BackupOrder } from './backup.ts';
import { connect } from './connection.ts';

const { from, to } = workerData as BackupOrder;
const connection = connect(from, 'read');
connection.pragma('query_only = OFF');
// An empty file is what it may write into: so the copy is as private as the workspace, from its first byte on.
closeSync(openSync(to, 'wx', 0o600));
try {
  connection.prepare('VACUUM INTO ?').run(to);
} catch (error) {
  rmSync(to);
  throw error;
}
connection.close();
