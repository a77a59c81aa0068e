/** Reads the files of a catalogue's folder: within limits, nothing but regular files, and never out of the folder by a link. */
import { constants } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import {
  type CatalogueFile,
  type CatalogueProblem,
  catalogueLimits,
  error,
  warning,
} from '../../core/migration/catalogue.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';

export interface FolderFile {
  /** From the folder on, with slashes. */
  readonly path: string;
  /** Where it really lies. */
  readonly place: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

export interface Listing {
  readonly files: readonly FolderFile[];
  readonly problems: readonly CatalogueProblem[];
  /** The same for two listings between which nothing was written. */
  readonly fingerprint: string;
}

/** What is never a part of a catalogue, and may be large. */
const passedOver = new Set(['node_modules', '__pycache__']);

/** @param isWanted by its path: files of other kinds are not looked at */
export async function listFolder(
  folder: string,
  isWanted: (path: string) => boolean,
): Promise<Result<Listing, Failure<'no-such-folder' | 'too-many'>>> {
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined || !(await stat(root)).isDirectory())
    return fail('no-such-folder', `There is no folder ${folder} on this machine.`, {
      advice: 'Say where the catalogue is now: drydock environment set NAME --catalogue FOLDER',
    });
  const files: FolderFile[] = [];
  const problems: CatalogueProblem[] = [];
  let totalBytes = 0;

  async function walk(within: string, depth: number): Promise<boolean> {
    const entries = await readdir(join(root as string, within), { withFileTypes: true });
    // By code unit, so that every machine reads them in one order.
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || passedOver.has(entry.name)) continue;
      const path = within === '' ? entry.name : `${within}/${entry.name}`;
      if (entry.isDirectory()) {
        if (depth >= catalogueLimits.depth)
          problems.push(error(path, 1, `Folders lie more than ${catalogueLimits.depth} deep: this one is not read.`));
        else if (!(await walk(path, depth + 1))) return false;
        continue;
      }
      if (!isWanted(path)) continue;
      const file = await look(path);
      if (file === undefined) continue;
      totalBytes += file.sizeBytes;
      if (files.length >= catalogueLimits.files || totalBytes > catalogueLimits.totalBytes) return false;
      files.push(file);
    }
    return true;
  }

  async function look(path: string): Promise<FolderFile | undefined> {
    const place = await realpath(join(root as string, path)).catch(() => undefined);
    if (place === undefined) {
      problems.push(warning(path, 1, 'It is a link that leads nowhere.'));
      return undefined;
    }
    if (!place.startsWith(`${root}${sep}`)) {
      problems.push(error(path, 1, 'It is a link out of the folder: it is not read.'));
      return undefined;
    }
    const facts = await stat(place);
    // A pipe or a device would never end.
    if (!facts.isFile()) return undefined;
    if (facts.size > catalogueLimits.fileBytes) {
      problems.push(
        error(path, 1, `It has ${facts.size} bytes, more than ${catalogueLimits.fileBytes}: it is not read.`),
      );
      return undefined;
    }
    return { path, place, sizeBytes: facts.size, mtimeMs: facts.mtimeMs };
  }

  if (!(await walk('', 0)))
    return fail(
      'too-many',
      `${folder} has more than ${catalogueLimits.files} files or ${catalogueLimits.totalBytes} bytes.`,
      {
        advice: 'Name the folder of the migrations alone.',
      },
    );
  const fingerprint = JSON.stringify([files.map((one) => [one.place, one.sizeBytes, one.mtimeMs]), problems]);
  return succeed({ files, problems, fingerprint });
}

/** What is no UTF-8 text is told, and is no file of the catalogue. */
export async function readFiles({ files }: Listing): Promise<{
  readonly files: readonly CatalogueFile[];
  readonly problems: readonly CatalogueProblem[];
}> {
  const read: CatalogueFile[] = [];
  const problems: CatalogueProblem[] = [];
  for (const { path, place } of files) {
    const text = await readText(place);
    if (text === undefined) problems.push(warning(path, 1, 'It is no UTF-8 text, or changed while it was read.'));
    else read.push({ path, text });
  }
  return { files: read, problems };
}

/** Between the look and the reading it may have become something else: no link is followed, no pipe waited for. */
async function readText(place: string): Promise<string | undefined> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(place, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0)).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const facts = await file.stat();
    if (!facts.isFile() || facts.size > catalogueLimits.fileBytes) return undefined;
    const bytes = await file.readFile();
    if (bytes.length > catalogueLimits.fileBytes || bytes.includes(0)) return undefined;
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}
