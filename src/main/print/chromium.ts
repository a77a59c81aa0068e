/** Prints with a Chromium without windows: a process of its own for each page, in a folder that is gone afterwards. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, type Result, succeed } from '../../core/result.ts';
import { type PagePrinter, type PrintFailure, printLimits } from './page-printer.ts';

/** The page carries its own prohibition of scripts and of everything that is fetched; this is the belt to those braces. */
const options: readonly string[] = [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=127.0.0.1:9',
  '--no-pdf-header-footer',
  '--generate-pdf-document-outline',
  // A user without privileges is confined by Chromium's sandbox; root has none to be confined in.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** @param find where the program lies; asked for each page, since it may be installed meanwhile */
export function createChromiumPrinter(find: () => string | undefined): PagePrinter {
  // One at a time: a Chromium takes hundreds of megabytes.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    print(html, signal) {
      const printed = turn.then(() => print(find(), html, signal));
      turn = printed.catch(() => {});
      return printed;
    },
  };
}

async function print(
  program: string | undefined,
  html: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array, PrintFailure>> {
  if (program === undefined) {
    return fail('no-printer', 'There is no Chromium on this machine to print a PDF with.', {
      advice: 'Install Chromium or Chrome, or say where it is by CHROMIUM_PATH; or export HTML and print that.',
    });
  }
  const folder = await mkdtemp(join(tmpdir(), 'drydock-print-'));
  try {
    const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    await writeFile(page, html, { mode: 0o600 });
    const problem = await run(
      program,
      [...options, `--user-data-dir=${join(folder, 'profile')}`, `--print-to-pdf=${pdf}`, pathToFileURL(page).href],
      signal,
    );
    if (problem !== undefined) return printFailed(problem);
    const sizeBytes = await stat(pdf).then(
      ({ size }) => size,
      () => 0,
    );
    if (sizeBytes === 0) return printFailed('Chromium ended without a PDF.');
    if (sizeBytes > printLimits.pdfBytes) return printFailed(`The PDF has ${sizeBytes} bytes, which is too many.`);
    return succeed(await readFile(pdf));
  } finally {
    // Its helpers may write for a moment after it has ended.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** What went wrong, if something did. */
function run(program: string, words: readonly string[], signal: AbortSignal): Promise<string | undefined> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(printLimits.timeoutMs)]);
  return new Promise((resolve) => {
    // A group of its own: what it starts ends with it.
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-2_000);
    });
    const end = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended.
      }
    };
    limit.addEventListener('abort', end, { once: true });
    if (limit.aborted) end();
    child.once('error', ({ message }) => resolve(`${program} cannot be started: ${message}`));
    child.once('close', (status) => {
      limit.removeEventListener('abort', end);
      if (limit.aborted) resolve(`Chromium was ended: it had not printed within ${printLimits.timeoutMs / 1_000} s.`);
      else resolve(status === 0 ? undefined : `Chromium ended with ${status}: ${said.trim().split('\n').at(-1) ?? ''}`);
    });
  });
}

function printFailed(problem: string) {
  return fail('print-failed', `The PDF could not be printed. ${problem}`, {
    advice: 'Export HTML, and print that from a browser.',
  });
}
