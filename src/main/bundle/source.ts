/** What a bundle is made from, as of one moment: the journal up to an event, the output up to a row, and the texts beside them. */
import type { BundlePage } from '../../core/bundle/page.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import type { Copying } from '../store/stored.ts';

/** A text of the bundle that is made at once, and no stream: the plan, the roster … */
export interface BundleDocument {
  readonly name: string;
  readonly text: string;
}

export interface BundleSource {
  readonly maintenance: MaintenanceId;
  readonly copying: Copying;
  /** As of `toSeq`. */
  readonly state: MaintenanceState;
  readonly toSeq: number;
  readonly toRow: number;
  readonly documents: readonly BundleDocument[];
  /** What the viewer shows beside the log. */
  readonly pages: readonly BundlePage[];
  readonly madeAtMs: number;
  readonly madeBy: { readonly name: string; readonly person?: NonNullable<MaintenanceState['leader']>['person'] };
  /** The version of Drydock. */
  readonly program: string;
}

/** Whoever signs: `Identity` of the console. */
export interface Signer {
  readonly publicKey: string;
  readonly fingerprint: string;
  sign(text: string): string;
}
