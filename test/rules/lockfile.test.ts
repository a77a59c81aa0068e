/** The lockfile can be installed from anywhere: on each platform, and from whichever registry. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const file = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
const { packages }: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(file);

test('no package names the place it was downloaded from', () => {
  expect(Object.keys(packages).filter((name) => packages[name]?.resolved !== undefined)).toEqual([]);
});

/** What npm leaves out when it installs into a folder that has packages already, and `npm ci` then misses. */
test('the builds for other platforms are locked too', () => {
  const names = new Set(
    Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)),
  );
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}))
    .filter((name) => !names.has(name));
  expect(missing).toEqual([]);
});
