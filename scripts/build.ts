/** What was built, and whether it is still of these sources. */
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './stage.ts';

/** Whether there is a build of these sources in the end. */
export async function buildWhereOld(): Promise<boolean> {
  return !isBuildOld() || (await run('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn'])) === 0;
}

function isBuildOld(): boolean {
  const builtAtMs = ['out/main/serve.js', 'out/preload/index.cjs', 'out/renderer/index.html'].map(changedAtMs);
  const sources = globSync(['src/**/*', 'electron.config.ts', 'package-lock.json'], { cwd: root });
  return Math.min(...builtAtMs) < Math.max(...sources.map(changedAtMs));
}

/** 0 for what is not there. */
function changedAtMs(path: string): number {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
