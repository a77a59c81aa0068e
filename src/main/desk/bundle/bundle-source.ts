/** A maintenance as it is now, as what a bundle is made from. */
import { reportName } from '../../../core/bundle/layout.ts';
import { toBundlePages } from '../../../core/bundle/pages.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { BundleSource } from '../../bundle/source.ts';
import type { DeskParts } from '../parts.ts';
import { toBundleDocuments, toFindings } from './bundle-documents.ts';

export function toBundleSource(
  parts: Pick<DeskParts, 'store' | 'ledger' | 'clock' | 'version'>,
  state: MaintenanceState,
  { name, person }: Actor,
): BundleSource {
  const { store, clock, version } = parts;
  const madeAtMs = clock.now();
  const findings = toFindings(parts, state, madeAtMs);
  const documents = toBundleDocuments(parts, state, findings);
  const report = documents.find((document) => document.name === reportName)?.text;
  return {
    maintenance: state.id,
    copying: store.copying,
    state,
    toSeq: state.seq,
    // Read after the journal: no event stands behind a row that is not there.
    toRow: store.log.rows(state.id),
    documents,
    pages: toBundlePages(state, findings, report),
    madeAtMs,
    madeBy: { name, ...(person === undefined ? {} : { person }) },
    program: version,
  };
}
