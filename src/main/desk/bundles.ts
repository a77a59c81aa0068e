/** Requests about bundles: a maintenance as one signed file. */
import { isAbsolute } from 'node:path';
import { fail, succeed } from '../../core/result.ts';
import { writeBundle } from '../bundle/write.ts';
import { toBundleDocuments, toFindings } from './bundle-documents.ts';
import type { Handlers } from './handlers.ts';
import { findState } from './maintenances.ts';
import type { DeskParts } from './parts.ts';

export function bundleHandlers(
  parts: Pick<DeskParts, 'store' | 'ledger' | 'identity' | 'clock' | 'version'>,
): Handlers<'bundle.write'> {
  const { store, identity, clock } = parts;
  return {
    'bundle.write': async ({ maintenance, file }, { actor }) => {
      if (!isAbsolute(file)) {
        return fail('bad-path', `“${file}” is not a whole path.`, {
          advice: 'Name the file from the root of the disk on.',
        });
      }
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      const signer = identity.read();
      if (!signer.ok) return signer;
      const state = found.value;
      const madeAtMs = clock.now();
      const { name, person } = actor;
      const findings = toFindings(parts, state, madeAtMs);
      const source = {
        maintenance,
        copying: store.copying,
        state,
        toSeq: state.seq,
        // Read after the journal: no event stands behind a row that is not there.
        toRow: store.log.rows(maintenance),
        documents: toBundleDocuments(parts, state, findings),
        madeAtMs,
        madeBy: { name, ...(person === undefined ? {} : { person }) },
        program: parts.version,
      };
      const written = await writeBundle(source, signer.value, file);
      return written.ok ? succeed(written.value) : written;
    },
  };
}
