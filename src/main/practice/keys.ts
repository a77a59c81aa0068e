/** The practice host's own key pairs: one it shows, one that may log in. Made once for a workspace and used nowhere else. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKeyPair } from '../ssh/key-pair.ts';

export interface PracticeKeys {
  /** The host's private key, in OpenSSH's form. */
  readonly hostKey: string;
  /** The host's public key as known_hosts has it: `ssh-ed25519 AAAA…`. */
  readonly knownHostsKey: string;
  /** The one line of `authorized_keys`. */
  readonly authorizedKey: string;
  /** Path of the private key that may log in; readable by its owner alone. */
  readonly identityFile: string;
}

/** Reads the pairs in `folder`; makes those that are not there. Rejects where the folder cannot be written. */
export async function readPracticeKeys(folder: string): Promise<PracticeKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const host = await readPair(join(folder, 'host_ed25519'), 'drydock practice host');
  const identityFile = join(folder, 'identity_ed25519');
  const identity = await readPair(identityFile, 'drydock practice');
  return {
    hostKey: host.private,
    knownHostsKey: host.public.trim().split(' ').slice(0, 2).join(' '),
    authorizedKey: identity.public.trim(),
    identityFile,
  };
}

async function readPair(file: string, comment: string): Promise<{ readonly private: string; readonly public: string }> {
  try {
    return { private: await readFile(file, 'utf8'), public: await readFile(`${file}.pub`, 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const pair = generateKeyPair(comment);
  await writeFile(`${file}.pub`, `${pair.public.trim()}\n`, { mode: 0o600 });
  // The private half last, and by rename: what is there is whole, and its public half is beside it.
  await writeFile(`${file}.new`, pair.private, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return pair;
}
