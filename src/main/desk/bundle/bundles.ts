/** Requests about bundles: a maintenance as one signed file. */
import { isAbsolute } from 'node:path';
import { fail, succeed } from '../../../core/result.ts';
import { writeBundle } from '../../bundle/write.ts';
import type { Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import type { DeskParts } from '../parts.ts';
import { toBundleSource } from './bundle-source.ts';

export function bundleHandlers(
  parts: Pick<DeskParts, 'store' | 'ledger' | 'identity' | 'clock' | 'version'>,
): Handlers<'bundle.write'> {
  const { identity } = parts;
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
      const source = toBundleSource(parts, found.value, actor);
      const written = await writeBundle(source, signer.value, file);
      return written.ok ? succeed(written.value) : written;
    },
  };
}
