/** Takes a bundle that was proved into a store of its own: its output as a stream, its journal in one go, and what was written beside it. */
import { policyName } from '../../../core/bundle/layout.ts';
import type { Manifest } from '../../../core/bundle/manifest.ts';
import { policySchema } from '../../../core/policy/policy.ts';
import type { Failure, Result } from '../../../core/result.ts';
import { BadEntry } from '../../bundle/archive-reader.ts';
import { type OpenBundle, openBundle, refuseNonsense } from '../../bundle/import.ts';
import type { Store } from '../../store/store.ts';
import type { StoredEvent } from '../../store/stored.ts';
import { readDocument, takeReport } from '../bundle/bundle-report.ts';
import { takeRows } from '../bundle/bundle-rows.ts';

/** The store must be empty: where this fails, it is of no use. */
export async function takeIn(store: Store, file: string, manifest: Manifest): Promise<Result<void, Failure>> {
  let bundle: OpenBundle | undefined;
  try {
    bundle = await openBundle(file, manifest);
    const events = await bundle.events();
    if (!hasOrderedRows(events, manifest.output.rows)) throw new BadEntry('its journal does not belong to its output');
    await takeRows(store, bundle, manifest);
    const adopted = store.adopt(manifest.maintenance.id, events);
    return adopted.ok ? await takeDocuments(store, bundle, manifest) : adopted;
  } catch (error) {
    return refuseNonsense(error);
  } finally {
    await bundle?.close();
  }
}

/** An event stands before a row that is there, or behind the last. */
function hasOrderedRows(events: readonly StoredEvent[], rows: number): boolean {
  return events.every(({ row }, index) => row <= rows && row >= (events[index - 1]?.row ?? 0));
}

/** A bundle of an older Drydock has neither: then there is no report to be shown, and the default policy. */
async function takeDocuments(store: Store, bundle: OpenBundle, manifest: Manifest): Promise<Result<void, Failure>> {
  const policy = await readDocument(bundle, policyName, policySchema);
  if (policy !== undefined) {
    const put = store.documents.put('policy', 'team', 0, policy, manifest.madeBy.name, manifest.madeAtMs);
    if (!put.ok) return put;
  }
  return takeReport(store, bundle, manifest);
}
