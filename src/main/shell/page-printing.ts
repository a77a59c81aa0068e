/** Prints a page as PDF with Electron's own Chromium: in a window that nobody sees, that runs nothing and reaches nothing. */
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, BrowserWindow, session } from 'electron';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';

const timeoutMs = 60_000;

export async function printPage(
  html: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array, Failure<'print-failed'>>> {
  // In memory alone, and of this page alone: nothing but the page itself is loaded.
  const partition = session.fromPartition(`print-${randomUUID()}`, { cache: false });
  const file = join(app.getPath('temp'), `drydock-print-${randomUUID()}.html`);
  const address = pathToFileURL(file).href;
  partition.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: url !== address }));
  await writeFile(file, html, { mode: 0o600, flag: 'wx' });
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  const end = () => {
    if (!window.isDestroyed()) window.destroy();
  };
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  limit.addEventListener('abort', end, { once: true });
  try {
    await window.loadURL(address);
    const pdf = await window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
    return succeed(pdf);
  } catch (cause) {
    const why = limit.aborted ? `It had not printed within ${timeoutMs / 1_000} s.` : String((cause as Error).message);
    return fail('print-failed', `The PDF could not be printed. ${why}`, {
      advice: 'Export HTML, and print that from a browser.',
      cause,
    });
  } finally {
    limit.removeEventListener('abort', end);
    end();
    await rm(file, { force: true });
  }
}
