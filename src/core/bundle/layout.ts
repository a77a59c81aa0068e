/** What lies where in a bundle, and how much of it there may be. A name that is not one of these is no part of any bundle. */

export const manifestName = 'manifest.json';
export const journalName = 'journal.jsonl';
export const viewerName = 'read.html';
export const attemptsName = 'attempts.json';
/** By which screens show what the findings were found by, and the report as it was being written. */
export const policyName = 'policy.json';
export const reportName = 'report.md';
export const reportTextName = 'report-text.json';
export const announcementName = 'announcement.json';

/** `output/000001.jsonl`: the first. */
export function toOutputName(index: number): string {
  return `output/${String(index + 1).padStart(6, '0')}.jsonl`;
}

export type EntryKind = 'manifest' | 'journal' | 'output' | 'viewer' | 'document';

const outputName = /^output\/[0-9]{6}\.jsonl$/;
const documentName = /^[a-z][a-z-]{0,40}\.(json|md)$/;

/** `undefined`: nothing of that name is in a bundle, whatever wrote it. */
export function entryKindOf(name: string): EntryKind | undefined {
  if (name === manifestName) return 'manifest';
  if (name === journalName) return 'journal';
  if (name === viewerName) return 'viewer';
  if (outputName.test(name)) return 'output';
  return documentName.test(name) ? 'document' : undefined;
}

const kib = 1024;
const mib = 1024 * kib;
const gib = 1024 * mib;

/** Rows of one file of output, and bytes of it before it is compressed: one more row begins the next file. */
export const outputFileRows = 50_000;
export const outputFileBytes = 64 * mib;

export interface BundleLimits {
  readonly entries: number;
  readonly bytes: Readonly<Record<EntryKind, number>>;
  readonly totalBytes: number;
  readonly freeBytes: number;
  readonly ratio: number;
}

/** A writer keeps to them and a reader holds others to them: what one console writes another takes. */
export const bundleLimits = {
  entries: 10_000,
  /** As much of a journal as is read into memory at once, which is how one is folded anyway. */
  events: 500_000,
  /** Unpacked, of one entry. */
  bytes: {
    manifest: 16 * mib,
    journal: 256 * mib,
    output: outputFileBytes + 2 * mib,
    viewer: 2 * gib,
    document: 64 * mib,
  },
  /** Unpacked, of all together. */
  totalBytes: 64 * gib,
  /** A file may unpack to this much whatever its size; more than that only to so many times its own size. */
  freeBytes: 256 * mib,
  ratio: 200,
  /** Of one line: an event with a whole plan in it, a row of output with every character escaped. */
  journalLineBytes: 64 * mib,
  outputLineBytes: 512 * kib,
} as const;

/** What a file of so many bytes may unpack to, all its entries together. */
export function toRoomBytes(sizeBytes: number, { totalBytes, freeBytes, ratio }: BundleLimits): number {
  return Math.min(totalBytes, Math.max(freeBytes, sizeBytes * ratio));
}
