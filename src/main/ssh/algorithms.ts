/** Which algorithms Drydock speaks: named one by one, so that what is not here is off, whatever the library would offer. */
import type { Algorithms, ServerHostKeyAlgorithm } from 'ssh2';

/**
 * Left out on purpose: ssh-rsa and ssh-dss (SHA-1), every hmac-sha1 and hmac-md5, CBC, RC4 and 3DES, the Diffie-Hellman
 * groups with SHA-1, chacha20-poly1305 (missing in the crypto that Electron carries; it would need a native addon).
 */
const serverHostKey: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

/** The key type a signature algorithm belongs to: RSA keys are `ssh-rsa` whatever hash signs. */
export function keyTypeOf(algorithm: string): string {
  return algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm;
}

/** `preferredKeyTypes`: those already known for a host go first, so that a host with several keys shows the one we know. */
export function algorithms(preferredKeyTypes: readonly string[] = []): Algorithms {
  const isPreferred = (algorithm: string) => preferredKeyTypes.includes(keyTypeOf(algorithm));
  return {
    kex: [
      'curve25519-sha256',
      'curve25519-sha256@libssh.org',
      'ecdh-sha2-nistp256',
      'ecdh-sha2-nistp384',
      'ecdh-sha2-nistp521',
      'diffie-hellman-group-exchange-sha256',
      'diffie-hellman-group14-sha256',
      'diffie-hellman-group16-sha512',
      'diffie-hellman-group18-sha512',
    ],
    serverHostKey: [
      ...serverHostKey.filter(isPreferred),
      ...serverHostKey.filter((algorithm) => !isPreferred(algorithm)),
    ],
    cipher: [
      'aes128-gcm@openssh.com',
      'aes256-gcm@openssh.com',
      'aes128-gcm',
      'aes256-gcm',
      'aes128-ctr',
      'aes192-ctr',
      'aes256-ctr',
    ],
    hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
    compress: ['none'],
  };
}
