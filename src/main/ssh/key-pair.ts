/** Makes key pairs: for the practice host's own key, and for whoever logs in there. */
import ssh2 from 'ssh2';

export interface KeyPair {
  /** In OpenSSH's form, without a passphrase. */
  readonly private: string;
  /** One line, as `authorized_keys` and known_hosts have it: `ssh-ed25519 AAAA… comment`. */
  readonly public: string;
}

/** A new ed25519 pair. */
export function generateKeyPair(comment = 'drydock'): KeyPair {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment });
    if (isWhole(pair.public)) return { private: pair.private, public: pair.public };
  }
}

/** Two lengths of four bytes, the name of eleven, the key of 32. */
const wholeSizeBytes = 4 + 'ssh-ed25519'.length + 4 + 32;

/**
 * ssh2 1.17 takes leading zero bytes off the public half, as is right for the numbers of RSA and wrong for these: one
 * pair in a few hundred is short by a byte, and neither ssh2 nor OpenSSH can read it.
 */
function isWhole(publicKey: string): boolean {
  return Buffer.from(publicKey.split(' ')[1] ?? '', 'base64').length === wholeSizeBytes;
}
