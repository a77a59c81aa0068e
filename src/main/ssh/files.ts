/** Small files on a host, over SFTP: read to a limit, and written so that nobody ever reads half of one. */
import { randomBytes } from 'node:crypto';
import type { SFTPWrapper } from 'ssh2';
import { type Result, succeed } from '../../core/result.ts';
import type { HostFailure } from '../engine/ports.ts';
import { failHost, wordsOf } from './failures.ts';
import type { WarmHost } from './warm-host.ts';

const noSuchFile = 2;
/** For the whole of one file: what is published is small. */
const fileMs = 30_000;

type Done<T> = (error: Error | null | undefined, value: T) => void;

export async function readHostFile(
  host: WarmHost,
  path: string,
  limitBytes: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array | undefined, HostFailure>> {
  return over(host, signal, async (sftp) => {
    let size: number;
    try {
      ({ size } = await called<{ size: number }>((done) => sftp.stat(path, done)));
    } catch (error) {
      if ((error as { readonly code?: unknown }).code === noSuchFile) return succeed(undefined);
      return refuse(host, path, error);
    }
    if (size > limitBytes) return refuse(host, path, new Error(`it has ${size} bytes, more than ${limitBytes}`));
    try {
      return succeed(await called<Buffer>((done) => sftp.readFile(path, done)));
    } catch (error) {
      return refuse(host, path, error);
    }
  });
}

export async function writeHostFile(
  host: WarmHost,
  path: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Result<void, HostFailure>> {
  return over(host, signal, async (sftp, progress) => {
    const beside = `${path}.${randomBytes(6).toString('hex')}.new`;
    try {
      await called<void>((done) => sftp.writeFile(beside, Buffer.from(bytes), { mode: 0o644 }, (error) => done(error)));
      progress.mayHaveBegun = true;
      await replace(sftp, beside, path);
      return succeed(undefined);
    } catch (error) {
      await called<void>((done) => sftp.unlink(beside, (problem) => done(problem))).catch(() => undefined);
      return refuse(host, path, error);
    }
  });
}

/** OpenSSH renames over a file that is there; elsewhere the old one goes first, and for that moment there is none. */
async function replace(sftp: SFTPWrapper, from: string, to: string): Promise<void> {
  try {
    await called<void>((done) => sftp.ext_openssh_rename(from, to, (error) => done(error)));
  } catch (error) {
    if (!/not support/i.test(wordsOf(error))) throw error;
    await called<void>((done) => sftp.unlink(to, (problem) => done(problem))).catch(() => undefined);
    await called<void>((done) => sftp.rename(from, to, (problem) => done(problem)));
  }
}

/** One visit: connected, bounded in time, and closed. */
async function over<T>(
  host: WarmHost,
  signal: AbortSignal,
  work: (sftp: SFTPWrapper, progress: { mayHaveBegun: boolean }) => Promise<Result<T, HostFailure>>,
): Promise<Result<T, HostFailure>> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(fileMs)]);
  const connection = await host.connect(bounded);
  if (!connection.ok) return connection;
  const progress = { mayHaveBegun: false };
  const stopped = Promise.withResolvers<Result<T, HostFailure>>();
  const stop = (kind: 'cancelled' | 'contact-lost', words: string) =>
    stopped.resolve(failHost(kind, `${host.target.name}: ${words}.`, { mayHaveBegun: progress.mayHaveBegun }));
  const onAbort = () => stop('cancelled', 'the transfer was stopped, or took too long');
  bounded.addEventListener('abort', onAbort, { once: true });
  // A connection that ends answers nothing that was asked over it.
  connection.value.lost.then(() => stop('contact-lost', 'contact was lost during the transfer'));
  let sftp: SFTPWrapper | undefined;
  const done = connection.value.sftp().then(
    (opened) => {
      sftp = opened;
      sftp.on('error', () => stop('contact-lost', 'the transfer broke'));
      return work(opened, progress);
    },
    (error: unknown) => failHost('file-refused', `${host.target.name} offers no SFTP: ${wordsOf(error)}.`),
  );
  try {
    return await Promise.race([done, stopped.promise]);
  } finally {
    bounded.removeEventListener('abort', onAbort);
    sftp?.end();
  }
}

function refuse(host: WarmHost, path: string, error: unknown) {
  return failHost('file-refused', `${host.target.name}: ${path}: ${wordsOf(error)}.`, { cause: error });
}

function called<T>(call: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));
}
