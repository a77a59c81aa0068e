/** The thread that copies a workspace; an error ends it and reaches whoever waits for it. */
import { workerData } from 'node:worker_threads';
import type { BackupOrder } from './backup.ts';
import { connect } from './connection.ts';

const { from, to } = workerData as BackupOrder;
const connection = connect(from, 'read');
connection.pragma('query_only = OFF');
connection.prepare('VACUUM INTO ?').run(to);
connection.close();
