/**
 * Runs one durable step that prints a file and stores what comes; prints how long that took and the most memory that was seen:
 * `node host-ingest-process.ts FOLDER FILE TARGET-AS-JSON`.
 */

import { OutputFeed } from '../../../src/main/engine/output-feed.ts';
import type { HostTarget } from '../../../src/main/engine/ports.ts';
import { createHosts } from '../../../src/main/ssh/hosts.ts';
import { benchAttempt } from './ingest.ts';
import { openBenchStore } from './work.ts';

const [folder, file, json] = process.argv.slice(2);
if (folder === undefined || file === undefined || json === undefined) throw new Error('a folder, a file and a target');
const target = JSON.parse(json) as HostTarget;
const never = new AbortController().signal;
const clock = {
  now: Date.now,
  after(ms: number, call: () => void) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
const store = await openBenchStore(folder);
const hosts = createHosts({
  prompter: { ask: async () => undefined },
  clock,
  home: folder,
  onTrusted: () => undefined,
  knownHostsFiles: [],
});
const connected = await hosts.connect(target, never);
if (!connected.ok) throw new Error(connected.failure.message);

const start = { stdout: 0, stderr: 0 };
const feed = new OutputFeed(benchAttempt, start, [], store.output, clock);
const order = { key: benchAttempt, target, script: `cat ${file}`, environment: new Map(), mode: 'durable' } as const;
const sink = {
  started: () => undefined,
  bytes: (stream: 'stdout' | 'stderr', bytes: Uint8Array, atMs: number) => feed.push(stream, bytes, atMs),
};
const beganMs = performance.now();
const ran = await hosts.run(order, start, sink, never);
await feed.end(Date.now());
await store.output.flush();
const tookMs = performance.now() - beganMs;
const peakBytes = process.resourceUsage().maxRSS * 1_024;
if (!ran.ok || ran.value.kind !== 'done') throw new Error(`the step did not end: ${JSON.stringify(ran)}`);
const { bytes } = await store.output.ends(benchAttempt);
await hosts.clean(target, benchAttempt);
await hosts.close();
await store.close();
console.log(JSON.stringify({ tookMs, peakBytes, bytes: bytes.stdout }));
