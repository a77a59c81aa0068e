/** A report printed by Electron itself: in a window that nobody sees, that runs nothing, reaches nothing and is gone afterwards. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { printPage } from '../../src/main/shell/page-printing.ts';
import { app, BrowserWindow, session, WebContents } from './stand-in-electron.ts';

vi.mock('electron', () => import('./stand-in-electron.ts'));

const pdf = Buffer.from('%PDF-1.7 stands in');
const page = '<!doctype html><title>Tonight</title>';
let printed: { readonly html: string; readonly options: object; readonly window: BrowserWindow | undefined }[];
beforeEach(() => {
  printed = [];
  session.partitions.length = 0;
  app.userData = mkdtempSync(join(tmpdir(), 'drydock-print-'));
  WebContents.printing = async (options) => {
    const [window] = BrowserWindow.all;
    printed.push({ html: readFileSync(fileURLToPath(window?.url ?? ''), 'utf8'), options, window });
    return pdf;
  };
});
afterEach(() => {
  expect(BrowserWindow.all).toEqual([]);
  expect(readdirSync(app.userData)).toEqual([]);
  rmSync(app.userData, { recursive: true, force: true });
});

test('prints the page it was given, in a window that runs no script', async () => {
  expect(await printPage(page, new AbortController().signal)).toEqual({ ok: true, value: pdf });
  expect(printed).toMatchObject([{ html: page, options: { printBackground: true, preferCSSPageSize: true } }]);
  expect(printed[0]?.window?.options).toMatchObject({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });
  expect(printed[0]?.window?.isShown).toBe(false);
});

test('loads nothing but that page, in a session of its own', async () => {
  const asked = async (url: string) =>
    new Promise((resolve) => session.partitions[0]?.onRequest?.({ url }, ({ cancel }) => resolve(cancel)));
  const found: unknown[] = [];
  WebContents.printing = async () => {
    const own = BrowserWindow.all[0]?.url ?? '';
    for (const url of [own, 'https://evil.example/pixel.png', 'file:///etc/passwd', `${own}?x`])
      found.push(await asked(url));
    return pdf;
  };
  await printPage(page, new AbortController().signal);
  expect(found).toEqual([false, true, true, true]);
  expect(session.partitions).toMatchObject([{ name: expect.stringMatching(/^print-/), options: { cache: false } }]);
});

test('says why where it cannot, and leaves nothing behind', async () => {
  WebContents.printing = async () => {
    throw new Error('no printer');
  };
  expect(await printPage(page, new AbortController().signal)).toMatchObject({
    ok: false,
    failure: { kind: 'print-failed', message: 'The PDF could not be printed. no printer' },
  });
  const giveUp = new AbortController();
  WebContents.printing = (_options, contents) =>
    new Promise((_resolve, reject) => {
      contents.once('destroyed', () => reject(new Error('Object has been destroyed')));
      giveUp.abort();
    });
  const ended = await printPage(page, giveUp.signal);
  expect(ended).toMatchObject({ ok: false, failure: { message: expect.stringContaining('It had not printed') } });
});
