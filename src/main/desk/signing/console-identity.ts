/** The key by which this console gives its person's word: Ed25519, made at first use, and signed with by nobody else. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import { chmodSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toFingerprint } from '../../../core/approval/identity.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';

/**
 * Beside the database, not in it: the database is backed up, copied and opened by consoles that only read, and whoever has
 * this key can give a person's word. It stays on the machine it was made on.
 */
const fileName = 'identity_ed25519.pem';

export interface Identity {
  /** The raw 32 bytes, base 64. */
  readonly publicKey: string;
  readonly fingerprint: string;
  /** The signature over the text's UTF-8, base 64. */
  sign(text: string): string;
}

export type IdentityFailure = Failure<'identity-failed' | 'identity-open'>;

export class ConsoleIdentity {
  readonly #file: string;
  #known: Identity | undefined;

  /** @param folder the workspace's; nothing is written before the first `read` */
  constructor(folder: string) {
    this.#file = join(folder, fileName);
  }

  /** The key, made where there is none. Fails where it cannot be kept, and where others on this machine can read it. */
  read(): Result<Identity, IdentityFailure> {
    if (this.#known !== undefined) return succeed(this.#known);
    try {
      const text = readIfThere(this.#file) ?? make(this.#file);
      if (process.platform !== 'win32' && (statSync(this.#file).mode & 0o077) !== 0) {
        return fail('identity-open', `Others on this machine may read this console’s key, ${this.#file}.`, {
          advice: `If nobody can have copied it: chmod 600 ${this.#file}. Else remove it, and let a new key be trusted.`,
        });
      }
      this.#known = toIdentity(createPrivateKey(text));
      return succeed(this.#known);
    } catch (cause) {
      return fail('identity-failed', `This console’s key cannot be used: ${(cause as Error).message}`, {
        advice: `Look at ${this.#file}.`,
        cause,
      });
    }
  }
}

/** Whether the signature over the text is of that key. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const x = Buffer.from(publicKey, 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    // Not 32 bytes, or no point of the curve: nobody signs with that.
    return false;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** By a link, which never replaces: where two consoles make one at once, both use the first. */
function make(file: string): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true });
    chmodSync(draft, 0o600);
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}

function toIdentity(privateKey: KeyObject): Identity {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (privateKey.asymmetricKeyType !== 'ed25519' || x === undefined) throw new Error('it is no Ed25519 key');
  const publicKey = Buffer.from(x, 'base64url').toString('base64');
  return {
    publicKey,
    fingerprint: toFingerprint(publicKey),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  };
}
