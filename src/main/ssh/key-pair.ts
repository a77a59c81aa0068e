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
  const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment });
  return { private: pair.private, public: pair.public };
}
