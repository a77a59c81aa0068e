/** Where the page lies that was built with this program. */
import { fileURLToPath } from 'node:url';

/** Its folder, found the same way from the sources as from what was built of them. */
export function builtPages(): string {
  const folder = import.meta.url.endsWith('.ts') ? '../../out/renderer/' : '../renderer/';
  return fileURLToPath(new URL(folder, import.meta.url));
}
