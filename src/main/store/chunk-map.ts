/**
 * What a chunk may contain, so that a search need not open it: a bitmap of its trigrams and a Bloom filter of its words,
 * both over bytes with A–Z folded to a–z. They may say “perhaps” wrongly; they never say “no” wrongly.
 */

/** 4 KB: with 64 KB of log in a chunk about a quarter of the bits is set. */
const trigramBits = 32_768;
const tokenBits = 16_384;
/** Shorter words are known by their trigrams well enough. */
const shortestToken = 4;

export interface ChunkMap {
  readonly trigrams: Uint8Array;
  readonly tokens: Uint8Array;
}

/** A byte folded; the high bit (256) marks what words are made of: A-Z a-z 0-9 _. Bytes of UTF-8 sequences part words. */
const folded = Uint16Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x41 && byte <= 0x5a) return (byte + 0x20) | 256;
  const isWord = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f;
  return isWord ? byte | 256 : byte;
});

const tokenStart = 0x811c9dc5 | 0;
const tokenPrime = 0x01000193;

/** Reads every byte once: this loop is most of what an index costs while output comes in. */
export function toChunkMap(body: Uint8Array): ChunkMap {
  const trigrams = new Uint8Array(trigramBits / 8);
  const tokens = new Uint8Array(tokenBits / 8);
  let window = 0;
  let token = tokenStart;
  let length = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = folded[body[at] as number] as number;
    window = ((window << 8) | (byte & 0xff)) & 0xffffff;
    const slot = Math.imul(window, 0x9e3779b1) >>> 17;
    trigrams[slot >> 3] = (trigrams[slot >> 3] as number) | (1 << (slot & 7));
    if (byte >= 256) {
      token = Math.imul(token ^ byte, tokenPrime);
      length += 1;
    } else if (length !== 0) {
      if (length >= shortestToken) addToken(tokens, token);
      token = tokenStart;
      length = 0;
    }
  }
  if (length >= shortestToken) addToken(tokens, token);
  return { trigrams, tokens };
}

function addToken(tokens: Uint8Array, token: number): void {
  for (let probe = 0; probe < 3; probe += 1) {
    const slot = tokenSlot(token, probe);
    tokens[slot >> 3] = (tokens[slot >> 3] as number) | (1 << (slot & 7));
  }
}

function tokenSlot(token: number, probe: number): number {
  return Math.imul(token ^ (token >>> 15), probe === 0 ? 0x85ebca6b : probe === 1 ? 0xc2b2ae35 : 0x27d4eb2f) >>> 18;
}
