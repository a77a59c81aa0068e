/** What is shipped beside the program, found the same way from the sources and from the build, whose modules lie flat in `out/main/`. */
import { basename } from 'node:path';

/** `src/main/` and `out/main/` stand equally deep. */
const root = new URL('../../', import.meta.url);
const isBuilt = import.meta.url.endsWith('.js');

/** @param path from the project's root, as `resources/policy/default.yaml` */
export function shipped(path: string): URL {
  return new URL(path, root);
}

/**
 * The module that a worker thread begins with.
 *
 * @param path from `src/main/`, without its ending, as `store/output-worker`
 */
export function workerModule(path: string): URL {
  return new URL(isBuilt ? `${basename(path)}.js` : `${path}.ts`, import.meta.url);
}
