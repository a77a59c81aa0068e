/**
 * What a chunk may contain, so that a search need not open it: a bitmap of its trigrams and a Bloom filter of its words,
 * both over bytes with A–Z folded to a–z. They may say “perhaps” wrongly; they never say “no” wrongly.
 */

/** 4 KB each: of 128 KB of log about a sixth and a half of the bits are set. */
const trigramBits = 32_768;
const tokenBits = 32_768;
/** Shorter words are known by their trigrams well enough. */
const shortestToken = 4;

export interface ChunkMap {
  readonly trigrams: Uint8Array;
  readonly tokens: Uint8Array;
}

/** A byte folded; from 256 on stand what words are made of: A-Z a-z 0-9 _. Bytes of UTF-8 sequences part words. */
const folded = Uint16Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x41 && byte <= 0x5a) return (byte + 0x20) | 256;
  const isWord = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f;
  return isWord ? byte | 256 : byte;
});

/** A byte a bit while a chunk is read, for setting a byte is twice as fast as setting a bit; empty between calls. */
const seenTrigrams = new Uint8Array(trigramBits);
const seenTokens = new Uint8Array(tokenBits);

/** Reads every byte once: this loop is most of what an index costs while output comes in. */
export function toChunkMap(body: Uint8Array): ChunkMap {
  let window = 0;
  let token = 0;
  let tokenStart = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = folded[body[at] as number] as number;
    window = (window << 8) | (byte & 0xff);
    seenTrigrams[trigramSlot(window)] = 1;
    if (byte >= 256) {
      token = addToToken(token, byte);
    } else {
      if (at - tokenStart >= shortestToken) seeToken(token);
      token = 0;
      tokenStart = at + 1;
    }
  }
  if (body.length - tokenStart >= shortestToken) seeToken(token);
  return { trigrams: toBits(seenTrigrams), tokens: toBits(seenTokens) };
}

/** The last three bytes of `window`. */
function trigramSlot(window: number): number {
  return Math.imul(window << 8, 0x9e3779b1) >>> 17;
}

function addToToken(token: number, byte: number): number {
  return Math.imul(token ^ byte, 0x01000193);
}

function seeToken(token: number): void {
  const mixed = token ^ (token >>> 15);
  seenTokens[Math.imul(mixed, 0x85ebca6b) >>> 17] = 1;
  seenTokens[Math.imul(mixed, 0xc2b2ae35) >>> 17] = 1;
  seenTokens[Math.imul(mixed, 0x27d4eb2f) >>> 17] = 1;
}

/** The bits `seeToken` sets. */
function tokenSlots(token: number): readonly number[] {
  const mixed = token ^ (token >>> 15);
  return [0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f].map((factor) => Math.imul(mixed, factor) >>> 17);
}

/** Takes the marks away while it reads them. */
function toBits(seen: Uint8Array): Uint8Array {
  const bits = new Uint8Array(seen.length / 8);
  for (let byte = 0; byte < bits.length; byte += 1) {
    let value = 0;
    for (let bit = 0; bit < 8; bit += 1) value |= (seen[byte * 8 + bit] as number) << bit;
    bits[byte] = value;
  }
  seen.fill(0);
  return bits;
}

/** What a chunk's map is asked. Slots are bits; those of a word come in threes and must all be set, as must all others. */
export type Probe =
  | { readonly kind: 'slots'; readonly trigrams: readonly number[]; readonly tokens: readonly number[] }
  | { readonly kind: 'all'; readonly of: readonly Probe[] }
  | { readonly kind: 'any'; readonly of: readonly Probe[] };

export const mapSizeBytes = (trigramBits + tokenBits) / 8;

/** `maps` has the trigrams, then the words of a chunk from `at` on. False: the chunk has it not. */
export function mayContain(maps: Uint8Array, at: number, probe: Probe): boolean {
  switch (probe.kind) {
    case 'slots':
      return hasAll(maps, at, probe.trigrams) && hasAll(maps, at + trigramBits / 8, probe.tokens);
    case 'all':
      return probe.of.every((part) => mayContain(maps, at, part));
    case 'any':
      return probe.of.some((part) => mayContain(maps, at, part));
  }
}

function hasAll(maps: Uint8Array, at: number, slots: readonly number[]): boolean {
  for (const slot of slots) if (((maps[at + (slot >> 3)] as number) & (1 << (slot & 7))) === 0) return false;
  return true;
}

export interface ProbeParts {
  /** UTF-8 of something that a match has in it, without a gap. */
  readonly bytes: Uint8Array;
  /** Whether it begins, and ends, where a word does. */
  readonly isClosedLeft: boolean;
  readonly isClosedRight: boolean;
  /** Bytes that a match may have otherwise: nothing is asked about them. */
  readonly isUnsure: (byte: number) => boolean;
}

/** The trigrams and the whole words of a piece of text. */
export function toSlots({ bytes, isClosedLeft, isClosedRight, isUnsure }: ProbeParts): {
  readonly trigrams: readonly number[];
  readonly tokens: readonly number[];
} {
  const trigrams = new Set<number>();
  const tokens: number[] = [];
  let window = 0;
  let sure = 0;
  let token = 0;
  let tokenStart = 0;
  let isTokenSure = isClosedLeft;
  const endToken = (at: number) => {
    if (isTokenSure && at - tokenStart >= shortestToken) tokens.push(...tokenSlots(token));
  };
  for (let at = 0; at < bytes.length; at += 1) {
    const raw = bytes[at] as number;
    const byte = folded[raw] as number;
    window = (window << 8) | (byte & 0xff);
    sure = isUnsure(raw) ? 0 : sure + 1;
    if (sure >= 3) trigrams.add(trigramSlot(window));
    if (byte >= 256) {
      token = addToToken(token, byte);
      if (isUnsure(raw)) isTokenSure = false;
    } else {
      // What a match may have otherwise may be part of a word there.
      if (!isUnsure(raw)) endToken(at);
      token = 0;
      tokenStart = at + 1;
      isTokenSure = !isUnsure(raw);
    }
  }
  if (isClosedRight) endToken(bytes.length);
  return { trigrams: [...trigrams], tokens };
}
