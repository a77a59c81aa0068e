/** Reads the key a host shows, and hangs up before logging in. */
import ssh2 from 'ssh2';
import { type Result, succeed } from '../../core/result.ts';
import type { HostFailure, HostTarget } from '../engine/ports.ts';
import { algorithms } from './algorithms.ts';
import type { Connection, ConnectionMeans } from './connection.ts';
import { failHost } from './failures.ts';
import {
  gatherKnowledge,
  type HostKeyJudgement,
  judgeHostKey,
  keyLineOf,
  knownKeyTypes,
  typeOfBlob,
} from './host-keys.ts';
import { openStream } from './reach.ts';

export interface HostScan extends HostKeyJudgement {
  /** The key's type: `ssh-ed25519`. */
  readonly algorithm: string;
  /** The key in known_hosts form, to pin. */
  readonly key: string;
}

export async function scanHost(
  target: HostTarget,
  means: ConnectionMeans,
  signal: AbortSignal,
  through?: Connection,
): Promise<Result<HostScan, HostFailure>> {
  const { limits, clock } = means;
  const where = `${target.name} (${target.address}:${target.port})`;
  const knowledge = await gatherKnowledge(target, means.knownHostsFiles);
  const stream = await openStream(target, limits.connectMs, signal, through);
  if (!stream.ok) return stream;
  const client = new ssh2.Client();
  let lastError: Error | undefined;

  return new Promise((resolve) => {
    const give = (result: Result<HostScan, HostFailure>) => {
      takeBack();
      signal.removeEventListener('abort', onAbort);
      resolve(result);
      client.destroy();
    };
    const onAbort = () => give(failHost('cancelled', `Reading the key of ${where} was called off.`));
    const takeBack = clock.after(limits.connectMs, () => {
      give(failHost('host-unreachable', `${where} showed no key within ${limits.connectMs / 1000} s.`));
    });
    signal.addEventListener('abort', onAbort, { once: true });
    client.on('error', (error) => {
      lastError = error;
    });
    client.on('close', () => {
      const words = lastError?.message ?? 'the connection was closed';
      give(failHost('host-unreachable', `${where} showed no key: ${words}.`, { cause: lastError }));
    });
    client.connect({
      sock: stream.value,
      username: target.user,
      readyTimeout: 0,
      algorithms: algorithms(knownKeyTypes(knowledge)),
      hostVerifier: (blob: Buffer) => {
        const judgement = judgeHostKey(blob, knowledge);
        give(succeed({ ...judgement, algorithm: typeOfBlob(blob), key: keyLineOf(blob) }));
        return false;
      },
    });
  });
}
