/**
 * Does one thing with a bundle in a process of its own, so that nothing else is counted; prints how long it took and the most memory that was
 * seen: `node bundle-process.ts write|verify|open FOLDER FILE`.
 */
import { join } from 'node:path';
import { toFingerprint } from '../../../src/core/approval/identity.ts';
import { attemptsName } from '../../../src/core/bundle/layout.ts';
import { evolve } from '../../../src/core/maintenance/evolve.ts';
import type { MaintenanceState } from '../../../src/core/maintenance/state.ts';
import { toCanonicalJson } from '../../../src/core/text/canonical-json.ts';
import { verifyBundle } from '../../../src/main/bundle/verify.ts';
import { writeBundle } from '../../../src/main/bundle/write.ts';
import { ConsoleIdentity, isSignedBy } from '../../../src/main/desk/signing/console-identity.ts';
import { systemClock } from '../../../src/main/engine/system-clock.ts';
import { openReadingCopy } from '../../../src/main/host/reading-copy.ts';
import type { Store } from '../../../src/main/store/store.ts';
import { benchAttempt } from './ingest.ts';
import { openBenchStore } from './work.ts';

const [deed, folder, file] = process.argv.slice(2);
if (folder === undefined || file === undefined) throw new Error('a deed, a folder and a file');
const identity = new ConsoleIdentity(folder);

async function write(store: Store, to: string): Promise<void> {
  const { maintenance } = benchAttempt;
  const events = store.journal.read(maintenance, 0);
  const state = events.reduce<MaintenanceState | undefined>(evolve, undefined);
  const signer = identity.read();
  if (state === undefined || !signer.ok) throw new Error('nothing to write');
  const attempts = { name: attemptsName, text: toCanonicalJson(store.copying.attempts(maintenance)) };
  const source = {
    ...{ maintenance, copying: store.copying, state, toSeq: events.length, toRow: store.log.rows(maintenance) },
    ...{ documents: [attempts], pages: [], madeAtMs: Date.now(), madeBy: { name: 'bench' }, program: 'bench' },
  };
  must(await writeBundle(source, signer.value, to));
}

async function open(store: Store, from: string): Promise<void> {
  const parts = { folder: join(folder as string, 'copies'), store, identity, clock: systemClock, version: 'bench' };
  const order = { file: from, reader: { kind: 'person', name: 'bench' } as const, onClose: () => undefined };
  const opened = must(await openReadingCopy({ ...parts, report: console.error }, order));
  await opened.close();
}

async function verify(from: string): Promise<void> {
  if (!must(await verifyBundle(from, { isSignedBy, toFingerprint })).isWhole) throw new Error('it is not whole');
}

function must<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: object },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

const store = await openBenchStore(folder);
const beforeBytes = process.resourceUsage().maxRSS * 1_024;
const beganMs = performance.now();
if (deed === 'write') await write(store, file);
else if (deed === 'open') await open(store, file);
else await verify(file);
const tookMs = performance.now() - beganMs;
const grewBytes = process.resourceUsage().maxRSS * 1_024 - beforeBytes;
await store.close();
console.log(JSON.stringify({ tookMs, grewBytes }));
