/** Judges the key a host shows: by Drydock's pins first, then by known_hosts. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { HostTarget } from '../engine/ports.ts';
import { isNamedBy, type KnownHost, knownHostName, parseKnownHosts } from './known-hosts.ts';

export interface KnownKey {
  readonly keyType: string;
  readonly fingerprint: string;
  /** Who says so: a file and line, or `pinned in Drydock`. */
  readonly source: string;
}

export interface HostKeyJudgement {
  readonly standing: 'trusted' | 'unknown' | 'changed' | 'revoked';
  readonly fingerprint: string;
  /** What is known of this host, whether it agrees or not. */
  readonly known: readonly KnownKey[];
}

/** Everything known of one target before it shows its key. */
export interface HostKeyKnowledge {
  readonly pins: readonly KnownHost[];
  readonly entries: readonly KnownHost[];
  /** Entries for the address without its port: they may vouch for a key, but a difference says nothing. */
  readonly withoutPort: readonly KnownHost[];
  readonly revoked: readonly KnownHost[];
}

/** `SHA256:` and unpadded base 64, as OpenSSH prints it. */
export function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** `ssh-ed25519 AAAA…`: how a key is pinned, and how known_hosts has it. */
export function keyLineOf(blob: Buffer): string {
  return `${typeOfBlob(blob)} ${blob.toString('base64')}`;
}

export function typeOfBlob(blob: Buffer): string {
  return blob.toString('latin1', 4, 4 + blob.readUInt32BE(0));
}

/** Reads the files anew for each connection: a person may have changed them a moment ago. A file that is not there says nothing. */
export async function gatherKnowledge(target: HostTarget, files: readonly string[]): Promise<HostKeyKnowledge> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(missing)));
  const all = texts.flatMap((text, index) => parseKnownHosts(text, files[index] ?? '').entries);
  const name = knownHostName(target.address, target.port);
  const bare = knownHostName(target.address, 22);
  const named = all.filter((entry) => isNamedBy(entry, name));
  const namedBare = name === bare ? [] : all.filter((entry) => isNamedBy(entry, bare));
  return {
    pins: target.pins.flatMap((pin) => parseKnownHosts(`pinned ${pin}`, 'pinned in Drydock').entries),
    entries: named.filter((entry) => !entry.isRevoked),
    withoutPort: namedBare.filter((entry) => !entry.isRevoked),
    revoked: [...named, ...namedBare].filter((entry) => entry.isRevoked),
  };
}

/** Key types to ask for first, so that a host with several keys shows the one that is known. */
export function knownKeyTypes(knowledge: HostKeyKnowledge): readonly string[] {
  const { pins, entries, withoutPort } = knowledge;
  const first = pins.length > 0 ? pins : [...entries, ...withoutPort];
  return [...new Set(first.map((entry) => entry.keyType))];
}

/**
 * A host of which any key is known must show a known one: a key of another type is a change too, or an impostor could
 * choose a type we do not know and be taken for a first contact.
 */
export function judgeHostKey(blob: Buffer, knowledge: HostKeyKnowledge): HostKeyJudgement {
  const key = blob.toString('base64');
  const { pins, entries, withoutPort, revoked } = knowledge;
  const binding = pins.length > 0 ? pins : entries;
  const vouching = pins.length > 0 ? pins : [...entries, ...withoutPort];
  const judged = (standing: HostKeyJudgement['standing'], known: readonly KnownHost[]): HostKeyJudgement => ({
    standing,
    fingerprint: fingerprintOf(blob),
    known: known.map(toKnownKey),
  });
  const against = revoked.filter((entry) => entry.key === key);
  if (against.length > 0) return judged('revoked', against);
  if (vouching.some((entry) => entry.key === key)) return judged('trusted', vouching);
  return judged(binding.length > 0 ? 'changed' : 'unknown', vouching);
}

function toKnownKey(entry: KnownHost): KnownKey {
  const source = entry.source.replace(/^(pinned in Drydock):\d+$/, '$1');
  return { keyType: entry.keyType, fingerprint: fingerprintOf(Buffer.from(entry.key, 'base64')), source };
}

function missing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '';
  throw error;
}
