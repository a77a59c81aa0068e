/** Sizes as people read them: one decimal at most, powers of 1000 as disks are sold. */
const names = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

export function toSizeText(sizeBytes: number): string {
  if (!Number.isFinite(sizeBytes)) return 'an unknown amount';
  let size = sizeBytes;
  let at = 0;
  while (size >= 1_000 && at < names.length - 1) {
    size /= 1_000;
    at += 1;
  }
  return `${at === 0 ? size : size.toFixed(1)} ${names[at]}`;
}
