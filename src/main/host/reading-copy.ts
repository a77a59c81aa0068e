/** A bundle taken into a copy of its own: a workspace in a private folder, with a desk that only reads, removed when it is closed. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { MaintenanceId } from '../../core/ids.ts';
import type { Actor } from '../../core/maintenance/actor.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import type { Desk } from '../desk/desk.ts';
import { News } from '../desk/news.ts';
import { type Proved, proveBundle } from '../desk/reading/proof.ts';
import { createReadingDesk } from '../desk/reading/reading-desk.ts';
import { takeIn } from '../desk/reading/taking-in.ts';
import type { ConsoleIdentity } from '../desk/signing/console-identity.ts';
import { toSigner } from '../desk/signing/signed-files.ts';
import { Ledger } from '../engine/ledger.ts';
import type { Clock } from '../engine/ports.ts';
import { isHeld, openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';

export interface CopyParts {
  /** The workspace’s; copies lie in a folder of it. */
  readonly folder: string;
  /** Of this console, which knows whose keys are trusted. */
  readonly store: Store;
  readonly identity: ConsoleIdentity;
  readonly clock: Clock;
  readonly version: string;
  readonly report: (problem: unknown) => void;
}

export interface CopyOrder {
  /** The bundle’s whole path. */
  readonly file: string;
  readonly reader: Actor;
  /** Called when somebody closes it at its desk. */
  readonly onClose: () => void;
}

export interface ReadingCopy {
  readonly maintenance: MaintenanceId;
  readonly title: string;
  readonly desk: Desk;
  /** Removes it. */
  close(): Promise<void>;
}

/** Proves the bundle first: of one that was altered nothing is written anywhere. */
export async function openReadingCopy(parts: CopyParts, order: CopyOrder): Promise<Result<ReadingCopy, Failure>> {
  const proved = await proveBundle(order.file);
  if (!proved.ok) return proved;
  const own = parts.identity.read();
  if (!own.ok) return own;
  const folder = join(toCopies(parts.folder), randomUUID());
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const program = 'Drydock (reading)';
  const opened = await openStore({ folder, program, user: order.reader.name, as: 'console', clock: parts.clock });
  const close = async () => {
    if (opened.ok) await opened.value.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const filled = opened.ok ? await fill(opened.value, parts, order, proved.value) : opened;
  if (!filled.ok) {
    await close();
    return filled;
  }
  const { ledger, title } = filled.value;
  const signer = toSigner(parts, proved.value.signer.publicKey, own.value);
  const desk = toDesk({ ...parts, store: filled.value.store }, order, proved.value, signer, ledger);
  return succeed({ maintenance: proved.value.manifest.maintenance.id, title, desk, close });
}

/** Removes what a console left behind that was killed. A copy that another process reads stays: its store is held. */
export function sweepCopies(workspace: string): void {
  const copies = toCopies(workspace);
  for (const name of listFolders(copies)) {
    const copy = join(copies, name);
    if (!isHeld(copy)) rmSync(copy, { recursive: true, force: true });
  }
}

function toCopies(workspace: string): string {
  return join(workspace, 'reading');
}

function listFolders(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Nobody has read a bundle here yet.
    return [];
  }
}

interface Filled {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly title: string;
}

async function fill(
  store: Store,
  { clock }: CopyParts,
  { file }: CopyOrder,
  { manifest }: Proved,
): Promise<Result<Filled, Failure>> {
  try {
    const taken = await takeIn(store, file, manifest);
    if (!taken.ok) return taken;
    const ledger = new Ledger(store.journal, clock);
    ledger.know(taken.value);
    return succeed({ store, ledger, title: taken.value.title });
  } catch (cause) {
    return fail('not-readable', 'This bundle is signed and in order, but makes no sense to this Drydock.', {
      advice: 'If it comes from a newer one, update. Else do not believe it.',
      cause,
    });
  }
}

function toDesk(
  { store, identity, clock, version, report }: CopyParts,
  { file, reader, onClose }: CopyOrder,
  { manifest }: Proved,
  signer: ReturnType<typeof toSigner>,
  ledger: Ledger,
): Desk {
  const news = new News();
  ledger.onAppended((id, _events, { seq }) => {
    news.head(id, seq, store.log.rows(id));
    news.changed('maintenance');
  });
  const still: Clock = { now: () => manifest.madeAtMs, after: (ms, call) => clock.after(ms, call) };
  return createReadingDesk(
    { store, ledger, news, version, clock: still },
    { manifest, file: basename(file), signer, reader, identity, now: () => clock.now(), close: onClose },
    (request, problem) => report(new Error(`${request} of a bundle failed`, { cause: problem })),
  );
}
