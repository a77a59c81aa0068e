/** Reads everything a bundle has and compares it with its manifest: the chains line by line, all else by its hash. */
import { createHash } from 'node:crypto';
import { bundleLimits, journalName, manifestName } from '../../core/bundle/layout.ts';
import { type Manifest, manifestSchema } from '../../core/bundle/manifest.ts';
import { rowChainStart } from '../../core/bundle/row-line.ts';
import type { BundleFault } from '../../core/bundle/verdict.ts';
import { chainStart } from '../store/chain.ts';
import { type Archive, type ArchiveEntry, BadEntry } from './archive-reader.ts';
import { type Break, type ChainEnd, type ChainedLine, walkChain } from './chain-walk.ts';
import { parseEventLine, parseOutputLine } from './chained-lines.ts';
import { readLines, readText } from './line-reader.ts';

export interface Content {
  readonly manifest?: Manifest;
  readonly manifestHash?: string;
  /** The most exact first. */
  readonly faults: readonly BundleFault[];
}

/** Throws `TooLarge`. @param sealed the hash of the manifest that was signed; without it, only what hangs together by itself can be looked at */
export async function lookThrough(archive: Archive, sealed: string | undefined): Promise<Content> {
  const read = await readManifest(archive);
  const isManifestSound = read.manifest !== undefined && read.hash === sealed;
  // A manifest that was altered says nothing of the others; the chains still do.
  const manifest = isManifestSound ? read.manifest : undefined;
  const chained = new ChainedEntries(archive);
  const chains = [...(await lookThroughJournal(chained, manifest)), ...(await lookThroughOutput(chained, manifest))];
  const faults = [
    ...chains,
    ...(manifest === undefined ? [] : await lookThroughFiles(archive, manifest, chains.length === 0, chained.hashes)),
    ...(read.manifest === undefined || (sealed !== undefined && !isManifestSound) ? [toManifestFault(archive)] : []),
  ];
  return {
    ...(read.manifest === undefined ? {} : { manifest: read.manifest }),
    ...(read.hash === undefined ? {} : { manifestHash: read.hash }),
    faults,
  };
}

function toManifestFault(archive: Archive): BundleFault {
  return { place: 'file', kind: archive.find(manifestName) === undefined ? 'missing' : 'altered', name: manifestName };
}

export async function readManifest(
  archive: Archive,
): Promise<{ readonly manifest?: Manifest; readonly hash?: string }> {
  const entry = archive.find(manifestName);
  if (entry === undefined) return {};
  try {
    const { text, sha256 } = await readText(archive.read(entry));
    const parsed = manifestSchema.safeParse(JSON.parse(text));
    return parsed.success ? { manifest: parsed.data, hash: sha256 } : { hash: sha256 };
  } catch (error) {
    if (error instanceof BadEntry || error instanceof SyntaxError) return {};
    throw error;
  }
}

async function lookThroughJournal(
  chained: ChainedEntries,
  manifest: Manifest | undefined,
): Promise<readonly BundleFault[]> {
  const entry = chained.archive.find(journalName);
  if (entry === undefined) return [{ place: 'file', kind: 'missing', name: journalName }];
  const walked = await chained.walk(entry, parseEventLine, { hash: chainStart, next: 1 });
  if ('broken' in walked) return [toEventFault(walked.broken)];
  if (manifest === undefined) return [];
  const { events, lastHash } = manifest.journal;
  const { next, hash } = walked.end;
  if (next <= events) return [{ place: 'event', kind: 'missing', seq: next, to: events }];
  if (next > events + 1) return [{ place: 'event', kind: 'inserted', seq: events + 1 }];
  return hash === lastHash ? [] : [{ place: 'file', kind: 'altered', name: journalName }];
}

async function lookThroughOutput(
  chained: ChainedEntries,
  manifest: Manifest | undefined,
): Promise<readonly BundleFault[]> {
  const { archive } = chained;
  const names = manifest?.output.parts.map(({ name }) => name) ?? outputNames(archive);
  let end: ChainEnd = { hash: rowChainStart, next: 0 };
  for (const [index, name] of names.entries()) {
    const part = manifest?.output.parts[index];
    const to = manifest?.output.parts[index + 1]?.row0 ?? manifest?.output.rows;
    const entry = archive.find(name);
    if (entry === undefined)
      return [{ place: 'row', kind: 'missing', row: end.next, to: Math.max(end.next, (to ?? 0) - 1) }];
    const walked = await chained.walk(entry, parseOutputLine, end);
    if ('broken' in walked) return [toRowFault(walked.broken)];
    end = walked.end;
    if (part === undefined || to === undefined) continue;
    if (end.next < to) return [{ place: 'row', kind: 'missing', row: end.next, to: to - 1 }];
    if (end.next > to) return [{ place: 'row', kind: 'inserted', row: to }];
    if (end.hash !== part.lastHash) return [{ place: 'file', kind: 'altered', name }];
  }
  return [];
}

function outputNames(archive: Archive): readonly string[] {
  return archive.entries.filter(({ kind }) => kind === 'output').map(({ name }) => name);
}

/** Each file is what the manifest says, none is missing, and there is no other. @param areChainsSound else they were named already, and more exactly @param hashes of what was read to its end already */
async function lookThroughFiles(
  archive: Archive,
  manifest: Manifest,
  areChainsSound: boolean,
  hashes: ReadonlyMap<string, string>,
): Promise<readonly BundleFault[]> {
  const faults: BundleFault[] = [];
  for (const { name, sha256 } of manifest.files) {
    const entry = archive.find(name);
    if (entry !== undefined && !areChainsSound && isChained(entry)) continue;
    const hash = entry === undefined ? undefined : (hashes.get(name) ?? (await hashOf(archive, entry)));
    if (hash === sha256) continue;
    const kind = entry === undefined ? 'missing' : hash === undefined ? 'damaged' : 'altered';
    faults.push({ place: 'file', kind, name });
  }
  const known = new Set([manifestName, ...manifest.files.map(({ name }) => name)]);
  for (const { name } of archive.entries) {
    if (!known.has(name)) faults.push({ place: 'file', kind: 'inserted', name });
  }
  return faults;
}

function isChained({ kind }: ArchiveEntry): boolean {
  return kind === 'journal' || kind === 'output';
}

/** `undefined` where it cannot be unpacked. */
async function hashOf(archive: Archive, entry: ArchiveEntry): Promise<string | undefined> {
  const sum = createHash('sha256');
  try {
    for await (const piece of archive.read(entry)) sum.update(piece);
    return sum.digest('hex');
  } catch (error) {
    if (error instanceof BadEntry) return undefined;
    throw error;
  }
}

/** How finely an entry is unpacked where its damage is looked for: whatever is not whole within a piece is lost. */
const finePieceBytes = 64;

/** Walks along the entries that are chains, and hashes each on the way: unpacking is most of the work, and is done once. */
class ChainedEntries {
  readonly archive: Archive;
  /** Of those that were walked to their end. */
  readonly hashes = new Map<string, string>();

  constructor(archive: Archive) {
    this.archive = archive;
  }

  async walk(
    entry: ArchiveEntry,
    parse: (line: string) => ChainedLine | undefined,
    from: ChainEnd,
    pieceBytes?: number,
  ): ReturnType<typeof walkChain> {
    const limit = entry.kind === 'journal' ? bundleLimits.journalLineBytes : bundleLimits.outputLineBytes;
    const walked = await walkChain(readLines(this.#hashed(entry, pieceBytes), limit), parse, from);
    const isCoarse = 'broken' in walked && walked.broken.kind === 'damaged' && pieceBytes === undefined;
    return isCoarse ? this.walk(entry, parse, from, finePieceBytes) : walked;
  }

  async *#hashed(entry: ArchiveEntry, pieceBytes: number | undefined): AsyncGenerator<Buffer> {
    const sum = createHash('sha256');
    for await (const piece of this.archive.read(entry, pieceBytes)) {
      sum.update(piece);
      yield piece;
    }
    this.hashes.set(entry.name, sum.digest('hex'));
  }
}

function toEventFault(broken: Break): BundleFault {
  const { kind, number } = broken;
  return kind === 'missing'
    ? { place: 'event', kind, seq: number, to: broken.to }
    : { place: 'event', kind, seq: number };
}

function toRowFault(broken: Break): BundleFault {
  const { kind, number } = broken;
  return kind === 'missing' ? { place: 'row', kind, row: number, to: broken.to } : { place: 'row', kind, row: number };
}
