/** The way to a host's SSH server: through its jump host, or straight there. */
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Result, succeed } from '../../core/result.ts';
import type { HostFailure, HostTarget } from '../engine/ports.ts';
import { failHost } from './failures.ts';
import { toNetworkWords } from './network-words.ts';

/** What a jump host gives. */
interface Forwarder {
  forward(address: string, port: number): Promise<Duplex>;
}

/** A stream to the SSH server of a host: through its jump host, or straight there. */
export async function openStream(
  target: HostTarget,
  timeoutMs: number,
  signal: AbortSignal,
  through: Forwarder | undefined,
): Promise<Result<Duplex, HostFailure>> {
  const where = `${target.name} (${target.address}:${target.port})`;
  try {
    if (through !== undefined) return succeed(await openForward(target, timeoutMs, signal, through));
    return succeed(await openSocket(target, timeoutMs, signal));
  } catch (error) {
    if (signal.aborted) return failHost('cancelled', `The connection to ${where} was called off.`);
    const { what, ...advice } = toNetworkWords(error);
    return failHost('host-unreachable', `${where} cannot be reached: ${what}.`, { ...advice, cause: error });
  }
}

function openSocket(target: HostTarget, timeoutMs: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: target.address, port: target.port });
    const stop = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    const onAbort = () => stop(new Error('called off'));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    socket.setTimeout(timeoutMs, () => stop(new Error(`no answer within ${timeoutMs / 1_000} seconds`)));
    socket.once('error', stop);
    socket.once('connect', () => {
      // A step is a short message and its answer: with Nagle's delay left on it takes 44 times as long.
      socket.setNoDelay(true);
      socket.setTimeout(0);
      socket.removeListener('error', stop);
      signal.removeEventListener('abort', onAbort);
      resolve(socket);
    });
  });
}

/** A jump host answers when it has reached the other, or has given it up, which may take it minutes. */
function openForward(target: HostTarget, timeoutMs: number, signal: AbortSignal, through: Forwarder): Promise<Duplex> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error(signal.aborted ? 'called off' : `no answer within ${timeoutMs / 1000} s`));
    limit.addEventListener('abort', stop, { once: true });
    if (limit.aborted) return stop();
    through.forward(target.address, target.port).then((stream) => {
      limit.removeEventListener('abort', stop);
      // A stream that comes after all is of no use to anybody.
      if (limit.aborted) stream.destroy();
      else resolve(stream);
    }, reject);
  });
}
