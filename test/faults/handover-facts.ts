/** What both sides of a hand-over are told by the test that starts them. */
import type { MaintenanceId } from '../../src/core/ids.ts';

export interface HandoverFacts {
  readonly maintenance: MaintenanceId;
  readonly invite: string;
  readonly fingerprints: { readonly a: string; readonly b: string };
  /** Where the side that gives writes the maintenance once it has passed it. */
  readonly bundle: string;
}
