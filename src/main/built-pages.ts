/** Where the page lies that was built with this program. */
import { fileURLToPath } from 'node:url';
import { shipped } from './shipped.ts';

/** Its folder: of the build, also where the program runs from the sources. */
export function builtPages(): string {
  return fileURLToPath(shipped('out/renderer/'));
}
