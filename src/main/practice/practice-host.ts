/** The practice host: an SSH server on loopback to rehearse against. Real steps run on it, and it can be told to misbehave. */
import { readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type HostName, hostNameSchema } from '../../core/ids.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import { attachProcess, type SshServer, spawnCommand, startSshServer } from '../ssh/server.ts';
import { readPracticeKeys } from './keys.ts';
import { isLaidOut, layOut, sandboxIn } from './sandbox.ts';

/** What the practice runbook calls the host. */
export const practiceHostName: HostName = hostNameSchema.parse('practice');

/** Everything needed to reach it; the rest of a host record is `practiceHostName` and 127.0.0.1. */
export interface PracticeAddress {
  readonly address: '127.0.0.1';
  readonly port: number;
  readonly user: string;
  /** As known_hosts has it: `ssh-ed25519 AAAA…`. Made here, so pinning it needs nobody's word. */
  readonly hostKey: string;
  readonly identityFile: string;
}

export type Misbehaviour = 'drop' | 'freeze' | 'restart' | 'fail-verification' | 'behave';

export interface PracticeHost {
  /**
   * Listens, on the port it had before where that is free. Where it listens already, says where. `anew` lays the shop
   * out again as if nothing had ever been done to it; it is laid out in any case where it is not there.
   */
  start(options?: { readonly anew?: boolean }): Promise<Result<PracticeAddress, Failure<'practice-unavailable'>>>;
  /**
   * `drop` cuts every connection once; `freeze` neither reads nor writes for `forMs`; `restart` is away for `forMs` and
   * comes back on the same port; `fail-verification` lasts until `behave`, which also ends a freeze.
   */
  misbehave(how: Misbehaviour, forMs: number): Promise<Result<void, Failure<'practice-not-started'>>>;
  isFailingVerification(): Promise<boolean>;
  /** Ends the server. What runs on it goes on, as on any host whose sshd goes away. */
  stop(): Promise<void>;
}

/** `folder` is the practice host's alone: keys, home and the last port lie in it. Nothing is touched before `start`. */
export function createPracticeHost({ folder }: { readonly folder: string }): PracticeHost {
  const sandbox = sandboxIn(join(folder, 'home'));
  let server: SshServer | undefined;
  let address: PracticeAddress | undefined;
  // One start at a time: two screens may ask at once.
  let busy: Promise<unknown> = Promise.resolve();

  async function open(anew: boolean): Promise<Result<PracticeAddress, Failure<'practice-unavailable'>>> {
    if (process.platform === 'win32') {
      return fail('practice-unavailable', 'the practice host needs a POSIX shell, which Windows does not have', {
        advice: 'Start Drydock inside WSL to rehearse.',
      });
    }
    try {
      if (anew || !(await isLaidOut(sandbox.home))) {
        const laidOut = await layOut(sandbox);
        if (!laidOut.ok) return laidOut;
      }
      if (address !== undefined) return succeed(address);
      const keys = await readPracticeKeys(join(folder, 'keys'));
      server = await listen(join(folder, 'port'), {
        hostKey: keys.hostKey,
        authorizedKeys: [keys.authorizedKey],
        onExec: (command, channel, asked) => {
          const environment = { ...localeOf(asked), ...sandbox.environment };
          attachProcess(spawnCommand(command, environment, sandbox.home), channel);
        },
      });
      const { username: user } = userInfo();
      const { identityFile, knownHostsKey: hostKey } = keys;
      address = { address: '127.0.0.1', port: server.port, user, hostKey, identityFile };
      return succeed(address);
    } catch (cause) {
      return fail('practice-unavailable', 'the practice host could not be started on this machine', {
        advice: `Look at ${folder}: it must be writable. ${String(cause)}`,
        cause,
      });
    }
  }

  return {
    start({ anew = false } = {}) {
      const opened = busy.then(() => open(anew));
      busy = opened.catch(() => undefined);
      return opened;
    },
    async misbehave(how, forMs) {
      if (server === undefined) {
        return fail('practice-not-started', 'the practice host is not running', {
          advice: 'Start the practice maintenance first.',
        });
      }
      switch (how) {
        case 'drop':
          server.dropConnections();
          break;
        case 'freeze':
          server.freeze(forMs);
          break;
        case 'restart':
          await server.restart(forMs);
          break;
        case 'fail-verification':
          await sandbox.setFailsVerification(true);
          break;
        case 'behave':
          server.freeze(0);
          await sandbox.setFailsVerification(false);
          break;
      }
      return succeed(undefined);
    },
    isFailingVerification: () => sandbox.isFailingVerification(),
    async stop() {
      await busy;
      const closing = server;
      server = undefined;
      address = undefined;
      await closing?.close();
    },
  };
}

/** The same port as last time where it can be had: a run in the journal names it. */
async function listen(
  portFile: string,
  options: Omit<Parameters<typeof startSshServer>[0], 'port'>,
): Promise<SshServer> {
  const server = await startSshServer({ ...options, port: await readPort(portFile) }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return startSshServer({ ...options, port: 0 });
  });
  await writeFile(portFile, `${server.port}\n`, { mode: 0o600 });
  return server;
}

async function readPort(portFile: string): Promise<number> {
  const text = await readFile(portFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '0';
    throw error;
  });
  const port = Number(text.trim());
  return Number.isInteger(port) && port >= 1024 && port <= 65_535 ? port : 0;
}

/** What an sshd accepts from a client by default, and no more. */
function localeOf(asked: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...asked].filter(([name]) => name.startsWith('LC_')));
}
