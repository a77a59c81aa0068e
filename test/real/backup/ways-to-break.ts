/** Ways to break a file or a folder. */
import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const bytes = (path: string) => statSync(path).size;
export const cut = (share: number) => (path: string) => truncateSync(path, Math.floor(bytes(path) * share));
export const shorten = (by: number) => (path: string) => truncateSync(path, bytes(path) - by);

/** One bit, at a share of its length. */
export const flip = (share: number) => (path: string) => {
  const content = readFileSync(path);
  const at = Math.floor(content.length * share);
  content[at] = (content[at] ?? 0) ^ 4;
  writeFileSync(path, content);
};
export const blank = (path: string) => {
  const content = readFileSync(path);
  content.fill(0, Math.floor(content.length / 2), Math.floor(content.length / 2) + 700);
  writeFileSync(path, content);
};
export const append = (path: string) => writeFileSync(path, 'and more\n', { flag: 'a' });
export const replace = (from: string | RegExp, to: string) => (path: string) =>
  writeFileSync(path, readFileSync(path, 'latin1').replace(from, to), 'latin1');
export const inside = (name: string, how: (path: string) => void) => (path: string) => how(join(path, name));
export const remove = (path: string) => rmSync(path, { recursive: true });

/** The largest file below a folder: where the data are. */
function largest(path: string): string {
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
  const sized = files.filter((file) => statSync(file).isFile()).toSorted((a, b) => bytes(b) - bytes(a));
  if (sized[0] === undefined) throw new Error(`no file in ${path}`);
  return sized[0];
}
export const inLargest = (folder: string, how: (path: string) => void) => (path: string) =>
  how(largest(join(path, folder)));
