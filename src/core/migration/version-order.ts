/** The order of versions: as their catalogue lists them, and by their numbers where it does not. */

/** Negative: `a` is older. Numbers count as numbers (2.10 after 2.9), and a pre-release (2.0-rc1) comes before its release. */
export function compareVersions(a: string, b: string): number {
  const [mainA, preA] = split(a);
  const [mainB, preB] = split(b);
  const byMain = compareParts(mainA.split('.'), mainB.split('.'));
  if (byMain !== 0) return byMain;
  if (preA === undefined || preB === undefined) return preA === preB ? 0 : preA === undefined ? 1 : -1;
  return compareParts(preA.split('.'), preB.split('.'));
}

/**
 * Where a version stands among those of a catalogue: its index; for one that is not listed, half a place behind the last that is
 * older by its numbers, so that it equals none.
 */
export function rankOf(version: string, versions: readonly string[]): number {
  const listed = versions.indexOf(version);
  if (listed >= 0) return listed;
  return versions.filter((other) => compareVersions(other, version) < 0).length - 0.5;
}

/** Without the build number, which says nothing of the order; a `v` in front is no part of it either. */
function split(version: string): readonly [main: string, pre: string | undefined] {
  const [bare = ''] = version.replace(/^v(?=\d)/i, '').split('+');
  const at = bare.indexOf('-');
  return at < 0 ? [bare, undefined] : [bare.slice(0, at), bare.slice(at + 1)];
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const by = comparePart(a[index], b[index]);
    if (by !== 0) return by;
  }
  return 0;
}

/** 2.0 is 2; a word comes after every number. */
function comparePart(a = '0', b = '0'): number {
  const areNumbers = /^\d+$/.test(a) && /^\d+$/.test(b);
  if (areNumbers) {
    const [bigA, bigB] = [BigInt(a), BigInt(b)];
    return bigA < bigB ? -1 : bigA > bigB ? 1 : 0;
  }
  if (/^\d+$/.test(a)) return -1;
  if (/^\d+$/.test(b)) return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
