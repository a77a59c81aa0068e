/** Opens a workspace's store: takes the lock, checks what a crash may have left, migrates, and builds the parts. */
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import type { Clock } from '../engine/ports.ts';
import { openAdopting } from './adopting.ts';
import { backUp } from './backup.ts';
import { verifyChain } from './chain.ts';
import { checkStore } from './check.ts';
import { type Connection, connect } from './connection.ts';
import { openCopying } from './copying.ts';
import { findDamage } from './damage.ts';
import { keepDirectories } from './directory.ts';
import { openDocuments } from './documents.ts';
import { openJournal } from './journal.ts';
import { makeJournalEnds } from './journal-ends.ts';
import { beat, beginSession, endSession, type Lock, readHolder, takeLock, wasLeftUncleanly } from './lock.ts';
import { openLog } from './log.ts';
import { openOutput } from './output.ts';
import { openOutputForReading } from './output-reading.ts';
import { damageAdvice, isDamage, refusalOf } from './refusal.ts';
import { openReplay } from './replay.ts';
import { migrate, migrations, refuseNewerSchema } from './schema.ts';
import { openSearches } from './search.ts';
import type { Access, Holder, Store } from './store.ts';
import { makeTurnCounter, makeWriteTurn } from './write-turn.ts';

export interface StoreOrder {
  /** The workspace's folder; made where it does not exist, unless `as` is `reader`. */
  readonly folder: string;
  /** In words, for whoever finds the workspace held: `Drydock (serve)`. */
  readonly program: string;
  readonly user: string;
  /** `console` opens for writing if nobody else does; `reader` never asks for the lock. */
  readonly as: 'console' | 'reader';
  readonly clock?: Pick<Clock, 'now'>;
}

export type OpenFailure = Failure<
  'workspace-missing' | 'workspace-newer' | 'workspace-older' | 'workspace-damaged' | 'workspace-unreachable'
>;

export const storeFileName = 'drydock.sqlite';
const lockFileName = 'drydock.lock';

/** What is opened: the connection, what may be done with it, and what must be given up at the end. */
interface Opened {
  readonly connection: Connection;
  readonly access: Access;
  readonly lock?: Lock;
}

/**
 * Opens a workspace. A console that finds it held or damaged gets it for reading, and `access` says why; what cannot be opened at
 * all is a failure with what to do about it. Close it: else the next console checks the whole file first.
 */
export async function openStore(order: StoreOrder): Promise<Result<Store, Failure>> {
  const file = join(order.folder, storeFileName);
  const clock = order.clock ?? { now: Date.now };
  if (statSync(order.folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    return fail('workspace-unreachable', `${order.folder} is a file, and a workspace is a folder.`, {
      advice: 'Name the folder the workspace is in.',
    });
  }
  try {
    if (order.as === 'reader') {
      const opened = openToRead(file, (holder) => ({ kind: 'asked', ...(holder === undefined ? {} : { holder }) }));
      return opened.ok ? succeed(build(file, opened.value, order, clock)) : opened;
    }
    // The log of a maintenance is nobody else's business on this machine.
    mkdirSync(order.folder, { recursive: true, mode: 0o700 });
    for (const name of [storeFileName, lockFileName]) makePrivate(join(order.folder, name));
    const lock = takeLock(join(order.folder, lockFileName));
    const opened = lock === undefined ? openHeld(file) : openToWrite(file, lock);
    return opened.ok ? succeed(build(file, opened.value, order, clock)) : opened;
  } catch (error) {
    return unreachable(file, error);
  }
}

/** Whether a console of this machine holds the workspace now. */
export function isHeld(folder: string): boolean {
  const lock = takeLock(join(folder, lockFileName));
  lock?.release();
  return lock === undefined;
}

/** SQLite gives the files it makes beside this one the same rights. */
function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
}

function openHeld(file: string): Result<Opened> {
  return openToRead(file, (holder) => ({
    kind: 'held',
    // The lock is held, but its holder has not written its name yet: it opened a moment ago.
    holder: holder ?? { name: 'another console', pid: 0, sinceMs: Date.now() },
  }));
}

/** The lock is ours. Whatever fails, it is given up again. */
function openToWrite(file: string, lock: Lock): Result<Opened> {
  let connection: Connection | undefined;
  try {
    connection = connect(file, 'write');
    const version = refuseNewerSchema(connection);
    if (!version.ok) {
      connection.close();
      lock.release();
      return version;
    }
    const damage = version.value > 0 && wasLeftUncleanly(connection) ? findDamage(connection) : undefined;
    if (damage === undefined) {
      migrate(connection);
      return succeed({ connection, access: { kind: 'writer' }, lock });
    }
    connection.close();
    lock.release();
    return openDamaged(file, damage);
  } catch (error) {
    connection?.close();
    lock.release();
    if (isDamage(error)) return openDamaged(file, 'A part of it cannot be read.');
    throw error;
  }
}

function openDamaged(file: string, damage: string): Result<Opened> {
  return openToRead(file, () => ({
    kind: 'damaged',
    message: `The workspace’s file is damaged, so it was opened for reading only. ${damage}`,
    advice: damageAdvice,
  }));
}

function openToRead(file: string, toAccess: (holder: Holder | undefined) => Access): Result<Opened> {
  if (!existsSync(file)) {
    return fail('workspace-missing', `There is no workspace at ${file}.`, {
      advice: 'Open it in a console once, which makes it; or name another folder.',
    });
  }
  let connection: Connection | undefined;
  try {
    connection = connect(file, 'read');
    const version = refuseNewerSchema(connection);
    if (version.ok && version.value === migrations().length) {
      return succeed({ connection, access: toAccess(readHolder(connection)) });
    }
    connection.close();
    if (!version.ok) return version;
    return fail('workspace-older', `The workspace was written by an older Drydock (its format is ${version.value}).`, {
      advice: 'Open it once in a console of this version that may write, which brings it up to date.',
    });
  } catch (error) {
    connection?.close();
    if (!isDamage(error)) throw error;
    return fail('workspace-damaged', `The workspace’s file ${file} is damaged and cannot be read.`, {
      advice: damageAdvice,
      cause: error,
    });
  }
}

function unreachable(file: string, error: unknown): Result<never> {
  const message = error instanceof Error ? error.message : String(error);
  return fail('workspace-unreachable', `The workspace ${file} cannot be opened: ${message}.`, {
    advice: 'Check that the folder exists and that you may read and write it.',
    cause: error,
  });
}

function build(
  file: string,
  { connection, access, lock }: Opened,
  order: StoreOrder,
  clock: Pick<Clock, 'now'>,
): Store {
  const refusal = refusalOf(access);
  const counter = makeTurnCounter();
  const turn = makeWriteTurn(counter);
  let lastWriteAtMs: number | undefined;
  const onWritten = () => {
    lastWriteAtMs = clock.now();
  };
  const { program, user } = order;
  const session = lock === undefined ? undefined : beginSession(connection, { program, user, atMs: clock.now() });
  const stopBeat = session === undefined ? () => undefined : beat(connection, session, () => clock.now(), turn);
  const ends = makeJournalEnds(access);
  const parts = { connection, turn, ends, onWritten, ...(refusal === undefined ? {} : { refusal }) };
  const directoryOf = keepDirectories(connection);
  const searches = openSearches(file);
  const replay = openReplay(connection, directoryOf);
  const output =
    refusal === undefined
      ? openOutput({ file, connection, counter, replay, onWritten })
      : openOutputForReading(connection, replay, refusal);

  async function close(): Promise<void> {
    stopBeat();
    await searches.close();
    await output.close();
    if (session !== undefined) endSession(connection, session, clock.now());
    connection.close();
    lock?.release();
  }
  let closing: Promise<void> | undefined;

  return {
    file,
    access,
    journal: openJournal(parts),
    adopt: openAdopting(parts),
    documents: openDocuments(parts),
    output,
    log: { ...openLog(connection, directoryOf), search: searches.search },
    copying: openCopying(connection, directoryOf),
    verify: (maintenance) => verifyChain(connection, maintenance),
    check: () => checkStore({ file }),
    lastWriteAtMs: () => lastWriteAtMs,
    sizeBytes: () => sizeOf(file) + sizeOf(`${file}-wal`),
    backup: (to) => backUp({ from: file, to }),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
