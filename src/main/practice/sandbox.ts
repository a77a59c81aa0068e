/** The practice host's folder: a home with the shop's tools in it, and the environment its commands run in. */
import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import { shipped } from '../shipped.ts';
import { spawnCommand } from '../ssh/server.ts';

const tools = fileURLToPath(shipped('resources/practice/bin/'));

/** What the shop prints is short; more than this of a failure is not worth reading. */
const complaintLimit = 2_000;

export interface Sandbox {
  readonly home: string;
  /** What a command gets and nothing else: nothing of the app's own environment goes in. */
  readonly environment: Readonly<Record<string, string>>;
  /** Makes the verification fail from now on, or lets it pass again. */
  setFailsVerification(fails: boolean): Promise<void>;
  isFailingVerification(): Promise<boolean>;
}

/** Whether the shop has been laid out in `home` already. */
export function isLaidOut(home: string): Promise<boolean> {
  return exists(join(home, 'shop', 'data', 'orders.tsv'));
}

export function sandboxIn(home: string): Sandbox {
  const marker = join(home, '.practice', 'fail-verification');
  const user = userInfo().username;
  return {
    home,
    environment: {
      HOME: home,
      PATH: [join(home, 'bin'), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
      USER: user,
      LOGNAME: user,
      SHELL: '/bin/sh',
      LANG: 'C.UTF-8',
      TMPDIR: tmpdir(),
    },
    async setFailsVerification(fails) {
      if (!fails) return rm(marker, { force: true });
      await mkdir(join(home, '.practice'), { recursive: true });
      await writeFile(marker, '');
    },
    isFailingVerification: () => exists(marker),
  };
}

/**
 * Removes what is in the home and lays the shop out anew. Spools of steps (`.drydock`) stay: a step of an earlier
 * rehearsal may still run, and its output is not ours to throw away.
 */
export async function layOut(sandbox: Sandbox): Promise<Result<void, Failure<'practice-unavailable'>>> {
  const { home, environment } = sandbox;
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    for (const name of await readdir(home)) {
      if (name !== '.drydock') await rm(join(home, name), { recursive: true, force: true });
    }
    await cp(tools, join(home, 'bin'), { recursive: true });
  } catch (cause) {
    return unavailable(`the practice folder ${home} cannot be laid out`, cause);
  }
  const seed = spawnCommand('chmod 700 bin/* && shop-seed', environment, home);
  let complaint = '';
  seed.stdin.end();
  seed.stdout.resume();
  seed.stderr.on('data', (bytes: Buffer) => {
    if (complaint.length < complaintLimit) complaint += bytes.toString('utf8');
  });
  const status = await new Promise<number | Error | null>((resolve) => {
    seed.once('error', resolve);
    seed.once('close', resolve);
  });
  if (status === 0) return succeed(undefined);
  return unavailable(`the practice shop could not be laid out: ${complaint.trim() || status}`, status);
}

function unavailable(
  message: string,
  cause: unknown,
): { readonly ok: false; readonly failure: Failure<'practice-unavailable'> } {
  return fail('practice-unavailable', message, {
    advice: 'The practice host needs /bin/sh, awk and a workspace it may write to.',
    cause,
  });
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
