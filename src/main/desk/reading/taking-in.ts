/** Takes a bundle that was proved into a store of its own: its output as a stream, its journal in one go, and what was written beside it. */
import { policyName } from '../../../core/bundle/layout.ts';
import type { Manifest } from '../../../core/bundle/manifest.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { policySchema } from '../../../core/policy/policy.ts';
import { type Failure, type Result, succeed } from '../../../core/result.ts';
import { type OpenBundle, openBundle, refuseNonsense } from '../../bundle/import.ts';
import type { Store } from '../../store/store.ts';
import { readJournal } from '../bundle/bundle-journal.ts';
import { readDocument, takeReport } from '../bundle/bundle-report.ts';
import { takeRows } from '../bundle/bundle-rows.ts';

/** The store must be empty: where this fails, it is of no use. Answers what its journal folds into. */
export async function takeIn(
  store: Store,
  file: string,
  manifest: Manifest,
): Promise<Result<MaintenanceState, Failure>> {
  let bundle: OpenBundle | undefined;
  try {
    bundle = await openBundle(file, manifest);
    const journal = await readJournal(bundle, manifest);
    if (!journal.ok) return journal;
    await takeRows(store, bundle, manifest);
    const adopted = store.adopt(journal.value);
    if (!adopted.ok) return adopted;
    const documents = await takeDocuments(store, bundle, manifest);
    return documents.ok ? succeed(journal.value.state) : documents;
  } catch (error) {
    return refuseNonsense(error);
  } finally {
    await bundle?.close();
  }
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
