/** Says of which commit the files of a Git work tree are, and whether somebody has changed them since: what runs should be what was reviewed. */
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

export interface WorkTree {
  /** The folder that has the `.git`. */
  readonly root: string;
  /** None where nothing is committed yet. */
  readonly commit?: string;
  /** None where a commit is checked out by itself. */
  readonly branch?: string;
  /** Files within the catalogue's folder are not as they were committed; absent where no `git` is there to say. */
  readonly isDirty?: boolean;
}

const run = promisify(execFile);
const statusMs = 10_000;
const refLimitBytes = 10_000_000;

/** `undefined`: the folder is in no work tree. */
export async function findWorkTree(folder: string): Promise<WorkTree | undefined> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const git = await gitFolderOf(at);
    if (git !== undefined) return describe(at, git, folder);
    if (dirname(at) === at) return undefined;
  }
}

/** A folder, or a file that names one, as in a further work tree or a submodule. */
async function gitFolderOf(root: string): Promise<string | undefined> {
  const place = join(root, '.git');
  const facts = await stat(place).catch(() => undefined);
  if (facts === undefined) return undefined;
  if (facts.isDirectory()) return place;
  const named = /^gitdir: (.+)$/m.exec((await readSmall(place)) ?? '')?.[1];
  return named === undefined ? undefined : resolve(root, named.trim());
}

async function describe(root: string, git: string, folder: string): Promise<WorkTree> {
  const head = ((await readSmall(join(git, 'HEAD'))) ?? '').trim();
  const ref = /^ref: (refs\/\S+)$/.exec(head)?.[1];
  const commit = ref === undefined ? toCommit(head) : await commitOf(git, ref);
  const isDirty = await readDirt(folder);
  return {
    root,
    ...(commit === undefined ? {} : { commit }),
    ...(ref === undefined ? {} : { branch: ref.replace(/^refs\/heads\//, '') }),
    ...(isDirty === undefined ? {} : { isDirty }),
  };
}

async function commitOf(git: string, ref: string): Promise<string | undefined> {
  const shared = await readSmall(join(git, 'commondir'));
  for (const folder of [git, ...(shared === undefined ? [] : [resolve(git, shared.trim())])]) {
    const loose = toCommit((await readSmall(join(folder, ref))) ?? '');
    if (loose !== undefined) return loose;
    const packed = (await readSmall(join(folder, 'packed-refs'))) ?? '';
    const line = packed.split('\n').find((one) => one.endsWith(` ${ref}`));
    if (line !== undefined) return toCommit(line.slice(0, line.indexOf(' ')));
  }
  return undefined;
}

function toCommit(text: string): string | undefined {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.exec(text.trim())?.[0];
}

/** Nothing is locked or written by it, and no program that the repository names is run. */
async function readDirt(folder: string): Promise<boolean | undefined> {
  const words = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', 'status', '--porcelain', '--', '.'];
  try {
    const { stdout } = await run('git', words, {
      cwd: folder,
      timeout: statusMs,
      maxBuffer: 1_000_000,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    });
    return stdout.trim() !== '';
  } catch (problem) {
    // More changes than fit are changes all the same.
    return (problem as { readonly code?: unknown }).code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER' ? true : undefined;
  }
}

async function readSmall(place: string): Promise<string | undefined> {
  const facts = await stat(place).catch(() => undefined);
  if (facts === undefined || !facts.isFile() || facts.size > refLimitBytes) return undefined;
  return readFile(place, 'utf8').catch(() => undefined);
}
