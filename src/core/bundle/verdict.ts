/** What is said of a bundle that was looked through: whole and signed by whom, or what is the matter, the exact place first. */
import { assertNever } from '../result.ts';
import type { Manifest } from './manifest.ts';

export type BundleFault =
  | { readonly place: 'event'; readonly kind: 'altered' | 'inserted' | 'damaged'; readonly seq: number }
  | { readonly place: 'event'; readonly kind: 'missing'; readonly seq: number; readonly to: number }
  /** `row` counts from 0, as permalinks do. */
  | { readonly place: 'row'; readonly kind: 'altered' | 'inserted' | 'damaged'; readonly row: number }
  | { readonly place: 'row'; readonly kind: 'missing'; readonly row: number; readonly to: number }
  | { readonly place: 'file'; readonly kind: 'altered' | 'missing' | 'inserted' | 'damaged'; readonly name: string }
  /** Of the archive as a whole. */
  | {
      readonly place: 'archive';
      readonly kind:
        | 'refused'
        | 'too-large'
        | 'cut'
        | 'appended'
        | 'altered'
        | 'not-signed'
        | 'other-signer'
        | 'inconsistent';
      readonly says: string;
    };

export type BundleVerdict =
  | {
      readonly isWhole: true;
      readonly manifest: Manifest;
      readonly signer: { readonly publicKey: string; readonly fingerprint: string };
    }
  | { readonly isWhole: false; readonly faults: readonly BundleFault[] };

/** One sentence. */
export function toFaultText(fault: BundleFault): string {
  switch (fault.place) {
    case 'event':
      return `${toSpan('event', fault.seq, fault.kind === 'missing' ? fault.to : fault.seq)} of the journal ${toWord(fault)}`;
    case 'row': {
      const to = fault.kind === 'missing' ? fault.to : fault.row;
      return `${toSpan('line', fault.row + 1, to + 1)} of the output ${toWord(fault)}`;
    }
    case 'file':
      return `${fault.name} ${toWord(fault)}`;
    case 'archive':
      return fault.says;
    default:
      return assertNever(fault);
  }
}

function toSpan(noun: string, from: number, to: number): string {
  const [first, last] = [from, to].map((number) => number.toLocaleString('en'));
  return from === to ? `${noun} ${first}` : `${noun}s ${first} to ${last}`;
}

function toWord(fault: Exclude<BundleFault, { place: 'archive' }>): string {
  if ('to' in fault)
    return fault.to === (fault.place === 'event' ? fault.seq : fault.row) ? 'is missing' : 'are missing';
  const words = {
    altered: 'was altered',
    missing: 'is missing',
    inserted: 'was put in afterwards',
    damaged: 'cannot be unpacked: the file was altered here',
  } as const satisfies Record<typeof fault.kind, string>;
  return words[fault.kind];
}
