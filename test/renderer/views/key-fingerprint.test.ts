/** Fingerprints of pinned keys, computed in the window. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toFingerprint } from '../../../src/renderer/views/hosts/key-fingerprint.ts';

test('a key has the fingerprint that ssh-keygen prints for it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-key-'));
  try {
    const file = join(folder, 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
    const printed = execFileSync('ssh-keygen', ['-l', '-f', `${file}.pub`], { encoding: 'utf8' }).split(' ')[1];
    const key = readFileSync(`${file}.pub`, 'utf8');
    expect(toFingerprint(key)).toBe(printed);
    expect(toFingerprint(`[db-1]:2222 ${key}`)).toBe(printed);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what is no key has no fingerprint', () => {
  for (const text of ['', 'ssh-ed25519', 'ssh-ed25519 AAAA*not base 64*']) expect(toFingerprint(text)).toBeUndefined();
});
