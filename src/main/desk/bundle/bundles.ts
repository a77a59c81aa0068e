/** Requests about bundles: a maintenance as one signed file, and reading one. */
import { isAbsolute } from 'node:path';
import { fail, succeed } from '../../../core/result.ts';
import { writeBundle } from '../../bundle/write.ts';
import type { Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import type { DeskParts } from '../parts.ts';
import { toBundleSource } from './bundle-source.ts';

export function bundleHandlers(
  parts: Pick<DeskParts, 'store' | 'ledger' | 'identity' | 'clock' | 'version' | 'readings'>,
): Handlers<'bundle.write' | 'bundle.open' | 'bundle.opened' | 'bundle.remarks' | 'bundle.close'> {
  const { identity, readings } = parts;
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
    'bundle.open': ({ file, isShown }, { actor }) => readings.open({ file, reader: actor, isShown }),
    'bundle.opened': () => succeed(readings.list()),
    'bundle.remarks': () => notReading,
    'bundle.close': () => notReading,
  };
}

const notReading = fail('not-reading', 'This is the console itself: no bundle is read here.', {
  advice: 'Ask where the bundle is open.',
});
