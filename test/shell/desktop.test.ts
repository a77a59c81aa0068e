/** The Electron entry, wired for real around a stand-in for the electron module: what a page can do, and what quitting does. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConsoleHost, HostOptions } from '../../src/main/host.ts';
import type { DeskReach } from '../../src/main/link/shown-desk.ts';
import { callerOf, StandInDesk } from '../link/stand-in-desk.ts';

type Electron = typeof import('./stand-in-electron.ts');

let electron: Electron;
let folder = '';
let desk: StandInDesk;
const backfill = { maintenance: 'Move the shop', task: 'backfill@db-1', host: 'db-1', title: '“Backfill” on db-1' };
let running: (typeof backfill)[] = [];
/** However long it takes. */
const until = (holds: () => void) => vi.waitFor(holds, { timeout: 30_000 });
const close = vi.fn(async () => {});
const hurry = vi.fn(async () => {});
const openHost = vi.fn(async (_options: HostOptions): Promise<unknown> => ({ ok: true, value: standInHost() }));

function standInHost(): ConsoleHost {
  return { desk, access: { kind: 'writer' }, running: () => running, hurry, close };
}

beforeEach(async () => {
  vi.resetModules();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  vi.doMock('electron', () => import('./stand-in-electron.ts'));
  vi.doMock('../../src/main/host.ts', () => ({ openHost }));
  electron = (await import('electron')) as unknown as Electron;
  folder = mkdtempSync(join(tmpdir(), 'drydock-desktop-'));
  electron.app.userData = folder;
  desk = new StandInDesk({ 'host.list': () => [] });
  running = [];
  close.mockClear();
  openHost.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
  vi.doUnmock('electron');
  vi.doUnmock('../../src/main/host.ts');
  rmSync(folder, { recursive: true, force: true });
});

async function start() {
  await import('../../src/main/index.ts');
  electron.app.becomeReady();
  await until(() => expect(electron.BrowserWindow.all.length).toBe(1));
  const [window] = electron.BrowserWindow.all;
  if (window === undefined) throw new Error('no window');
  return window;
}

async function quit(answer: number) {
  electron.dialog.answer = answer;
  electron.app.quit();
  await until(() => expect(electron.dialog.asked.length).toBeGreaterThan(0));
}

test('the page is sandboxed, isolated, has nothing of Node, and comes from app://drydock', async () => {
  const window = await start();
  expect(electron.app.calls).toContain('enableSandbox');
  expect(window.options['webPreferences']).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    preload: expect.stringMatching(/preload[/\\]index\.cjs$/),
  });
  expect(window.url).toBe('app://drydock/');
  expect(electron.protocol.schemes).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
  expect(electron.protocol.schemes[0]?.privileges).not.toHaveProperty('bypassCSP');
});

test('the page cannot leave, open windows, hold webviews or ask for devices', async () => {
  const { webContents } = await start();
  expect(webContents.windowOpenHandler?.()).toEqual({ action: 'deny' });
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
    const event = new electron.Cancellable();
    webContents.emit(name, event, 'https://evil.example/');
    expect(event.isPrevented, name).toBe(true);
  }
  const { handlers } = electron.session.defaultSession;
  const granted: string[] = [];
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid']) {
    (handlers['request'] as (...details: unknown[]) => void)(
      null,
      permission,
      (is: boolean) => is && granted.push(permission),
    );
    expect((handlers['check'] as (...details: unknown[]) => boolean)(null, permission)).toBe(false);
  }
  expect(granted).toEqual([]);
  // A mention is told by the system, where the person asked for that: of Drydock's own page alone.
  const check = handlers['check'] as (...details: unknown[]) => boolean;
  expect(check(null, 'notifications', 'app://drydock/')).toBe(true);
  expect(check(null, 'notifications', 'https://evil.example/')).toBe(false);
  expect((handlers['device'] as () => boolean)()).toBe(false);
});

test('app:// answers for drydock alone, with the policy, and for nothing outside the page', async () => {
  await start();
  const handle = electron.protocol.handlers.get('app');
  const ask = (url: string, method = 'GET') => handle?.(new Request(url, { method }));
  expect((await ask('app://evil/index.html'))?.status).toBe(404);
  expect((await ask('app://drydock/index.html', 'POST'))?.status).toBe(404);
  expect((await ask('app://drydock/%2e%2e/%2e%2e/package.json'))?.status).toBe(404);
  expect((await ask('app://drydock/..%2f..%2fpackage.json'))?.status).toBe(404);
});

test('a frame of the page is answered; one of another origin, of a frame inside it, or of no frame is refused', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { webContents } = await start();
  const frame = '{"id":1,"request":"host.list","input":{}}';
  const { mainFrame } = webContents;
  electron.ipcMain.emit('frame', { sender: webContents, senderFrame: null }, frame);
  electron.ipcMain.emit('frame', { sender: webContents, senderFrame: { ...mainFrame } }, frame);
  mainFrame.origin = 'https://evil.example';
  electron.ipcMain.emit('frame', { sender: webContents, senderFrame: mainFrame }, frame);
  mainFrame.origin = 'app://drydock';
  electron.ipcMain.emit('frame', { sender: webContents, senderFrame: mainFrame }, { not: 'text' });
  expect(desk.asked).toEqual([]);
  expect(error).toHaveBeenCalledTimes(4);

  electron.ipcMain.emit('frame', { sender: webContents, senderFrame: mainFrame }, frame);
  await until(() => expect(webContents.sent).toEqual([{ channel: 'frame', text: '{"id":1,"ok":true,"output":[]}' }]));
  error.mockRestore();
});

test('a page that is loaded anew is a caller of its own, and the one before hears nothing more', async () => {
  const { webContents } = await start();
  expect(desk.listeners).toBe(1);
  webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  expect(webContents.reloads).toBe(1);
  expect(desk.listeners).toBe(1);
  const ask = () =>
    electron.ipcMain.emit(
      'frame',
      { sender: webContents, senderFrame: webContents.mainFrame },
      '{"id":1,"request":"host.list","input":{}}',
    );
  ask();
  webContents.reload();
  ask();
  await until(() => expect(desk.asked.length).toBe(2));
  expect(desk.asked[0]?.caller).not.toBe(desk.asked[1]?.caller);
});

test('a desk that is not this workspace’s has a window of its own, as hardened, which hears how it stands', async () => {
  const first = await start();
  const theirs = new StandInDesk({ 'host.list': () => ['theirs'] });
  const standing: { state: DeskReach['state']; call: () => void } = { state: 'open', call: () => undefined };
  const reach: DeskReach = {
    get state() {
      return standing.state;
    },
    whyEnded: 'revoked',
    onState: (call) => {
      standing.call = call;
      return () => undefined;
    },
  };
  const shown = await openHost.mock.calls[0]?.[0].showDesk?.({ desk: theirs, callerOf, title: 'Theirs', reach });
  if (shown?.ok !== true) throw new Error('not shown');
  const [, second] = electron.BrowserWindow.all;
  if (second === undefined) throw new Error('no second window');
  expect([second.url, second.options['title'], shown.value.url]).toEqual(['app://drydock/', 'Theirs', undefined]);
  expect(second.options['webPreferences']).toEqual(first.options['webPreferences']);
  expect(second.webContents.windowOpenHandler?.()).toEqual({ action: 'deny' });

  const { webContents } = second;
  const frame = '{"id":1,"request":"host.list","input":{}}';
  electron.ipcMain.emit('frame', { sender: webContents, senderFrame: webContents.mainFrame }, frame);
  await until(() => expect(webContents.sent.length).toBe(2));
  for (const state of ['lost', 'ended'] as const) {
    standing.state = state;
    standing.call();
  }
  expect(webContents.sent.map(({ text }) => text)).toEqual([
    { state: 'open' },
    '{"id":1,"ok":true,"output":["theirs"]}',
    { state: 'lost' },
    { state: 'ended', why: 'revoked' },
  ]);
  expect([desk.asked.length, first.webContents.sent.length]).toEqual([0, 0]);

  electron.app.emit('second-instance');
  expect([first.isFocused, second.isFocused]).toEqual([true, false]);
  second.isPageUnsaved = true;
  electron.dialog.answer = 1;
  second.close();
  expect([second.isDestroyed(), electron.dialog.asked.length]).toEqual([false, 1]);
  electron.dialog.answer = 0;
  second.close();
  await shown.value.closed;
  expect([theirs.listeners, desk.listeners, electron.app.hasQuit]).toEqual([0, 1, false]);
});

test('a second instance shows the window of the first, and does not open a workspace of its own', async () => {
  const window = await start();
  electron.app.emit('second-instance');
  expect(window.isFocused).toBe(true);

  vi.resetModules();
  openHost.mockClear();
  const second = (await import('electron')) as unknown as Electron;
  second.app.hasLock = false;
  await import('../../src/main/index.ts');
  second.app.becomeReady();
  expect(second.app.hasQuit).toBe(true);
  expect(openHost).not.toHaveBeenCalled();
});

test('a workspace that cannot be opened is said in words, with what to do, and no window opens', async () => {
  openHost.mockResolvedValueOnce({ ok: false, failure: { kind: 'newer', message: 'Too new.', advice: 'Update.' } });
  await import('../../src/main/index.ts');
  electron.app.becomeReady();
  await until(() => expect(electron.app.exitStatus).toBe(1));
  expect(electron.dialog.errors).toEqual(['Too new. Update.']);
  expect(electron.BrowserWindow.all).toEqual([]);
});

test('quitting when nothing runs asks nothing, closes the host and remembers the window', async () => {
  await start();
  electron.app.quit();
  await until(() => expect(electron.app.hasQuit).toBe(true));
  expect(close).toHaveBeenCalledTimes(1);
  expect(electron.dialog.asked).toEqual([]);
  expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'))).toMatchObject({ x: 10, y: 20, width: 1000 });
});

test('what a page has not saved cannot keep the program from ending once its host is closed', async () => {
  const window = await start();
  window.isPageUnsaved = true;
  electron.app.quit();
  await until(() => expect(electron.app.hasQuit).toBe(true));
  expect(electron.dialog.asked).toEqual([]);
});

test('closing the window while a step runs asks first; cancel keeps window and host', async () => {
  const window = await start();
  running = [backfill];
  electron.dialog.answer = 2;
  window.close();
  await until(() => expect(electron.dialog.asked.length).toBe(1));
  expect(electron.dialog.asked[0]?.message).toBe('A step is running.');
  expect(electron.BrowserWindow.all).toEqual([window]);
  expect(close).not.toHaveBeenCalled();
});

test('detach quits at once and leaves the step alone', async () => {
  await start();
  running = [backfill];
  await quit(0);
  await until(() => expect(electron.app.hasQuit).toBe(true));
  expect(close).toHaveBeenCalledTimes(1);
});

test('wait quits when the step is done, and not before', async () => {
  await start();
  running = [backfill];
  await quit(1);
  vi.advanceTimersByTime(5_000);
  expect(close).not.toHaveBeenCalled();
  expect(electron.powerSaveBlocker.running.size).toBe(1);
  running = [];
  vi.advanceTimersByTime(1_000);
  await until(() => expect(electron.app.hasQuit).toBe(true));
  expect(electron.powerSaveBlocker.running.size).toBe(0);
});

test('a machine that shuts down asks nobody: the store is closed and the program ends', async () => {
  await start();
  running = [backfill];
  electron.powerMonitor.emit('shutdown');
  await until(() => expect(electron.app.hasQuit).toBe(true));
  expect(electron.dialog.asked).toEqual([]);
});

test('a machine that wakes up tries its hosts at once', async () => {
  hurry.mockClear();
  await start();
  expect(hurry).not.toHaveBeenCalled();
  electron.powerMonitor.emit('resume');
  expect(hurry).toHaveBeenCalledTimes(1);
});
