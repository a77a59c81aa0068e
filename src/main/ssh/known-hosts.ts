/** Reads OpenSSH's known_hosts: plain and hashed names, `[host]:port`, patterns with `*`, `?` and `!`, revoked keys. */
import { createHmac } from 'node:crypto';

/** Files longer than this are cut, with a word. */
const fileLimitLines = 100_000;

export interface KnownHost {
  readonly isRevoked: boolean;
  /** The first field as it stands: a list of patterns, or one hashed name. */
  readonly names: string;
  readonly keyType: string;
  /** The key in base 64. */
  readonly key: string;
  /** Where it stands, for a person: `/home/a/.ssh/known_hosts:12`. */
  readonly source: string;
}

export interface KnownHosts {
  readonly entries: readonly KnownHost[];
  /** Lines that were left out, each with the reason. */
  readonly warnings: readonly string[];
}

export function parseKnownHosts(text: string, file: string): KnownHosts {
  const entries: KnownHost[] = [];
  const warnings: string[] = [];
  const lines = text.split(/\r?\n/);
  if (lines.length > fileLimitLines) warnings.push(`${file}: only the first ${fileLimitLines} lines are read`);
  for (const [index, line] of lines.slice(0, fileLimitLines).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const source = `${file}:${index + 1}`;
    const fields = line.trim().split(/\s+/);
    const marker = fields[0]?.startsWith('@') ? fields.shift() : undefined;
    const [names, keyType, key] = fields;
    if (marker === '@cert-authority') {
      warnings.push(`${source}: host certificates are not supported yet, so this authority is left out`);
    } else if (marker !== undefined && marker !== '@revoked') {
      warnings.push(`${source}: unknown marker ${marker}`);
    } else if (names === undefined || keyType === undefined || key === undefined || !isKeyOf(keyType, key)) {
      warnings.push(`${source}: not a host key`);
    } else {
      entries.push({ isRevoked: marker === '@revoked', names, keyType, key, source });
    }
  }
  return { entries, warnings };
}

/** What a host is called in known_hosts: its address, or `[address]:port` where the port is not 22. */
export function knownHostName(address: string, port: number): string {
  const name = address.toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

/** Whether an entry speaks of a name as `knownHostName` gives it. A negated pattern that matches takes the entry out. */
export function isNamedBy(entry: KnownHost, name: string): boolean {
  if (entry.names.startsWith('|')) return isHashOf(entry.names, name);
  let isNamed = false;
  for (const pattern of entry.names.toLowerCase().split(',')) {
    if (pattern.startsWith('!')) {
      if (isMatch(pattern.slice(1), name)) return false;
    } else if (isMatch(pattern, name)) {
      isNamed = true;
    }
  }
  return isNamed;
}

/** `|1|salt|hash`: HMAC-SHA1 of the name, keyed by the salt. */
function isHashOf(field: string, name: string): boolean {
  const [, version, salt, hash] = field.split('|');
  if (version !== '1' || salt === undefined || hash === undefined) return false;
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}

/** `*` is any number of characters, `?` is one. Walks both at once, so that no pattern can take long. */
function isMatch(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let mark = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p;
      p += 1;
      mark = n;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p += 1;
      n += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      n = mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

/** A key's blob opens with its type: what is not so is a damaged line. */
function isKeyOf(keyType: string, key: string): boolean {
  const blob = Buffer.from(key, 'base64');
  if (blob.length < 4) return false;
  const length = blob.readUInt32BE(0);
  return blob.toString('latin1', 4, 4 + length) === keyType;
}
