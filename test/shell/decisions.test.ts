/** What the shell decides, apart from Electron. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { installedElectron, windowRefusal } from '../../scripts/electron-runtime.ts';
import { isOwnFrame } from '../../src/main/link/origin.ts';
import { menuOf } from '../../src/main/shell/menu.ts';
import { quitQuestion } from '../../src/main/shell/quitting.ts';
import { placeOn, readPlace, writePlace } from '../../src/main/shell/window-place.ts';
import { workspaceFolder } from '../../src/main/workspace-folder.ts';

vi.mock('electron', () => import('./stand-in-electron.ts'));

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];
const saved = { x: 2_000, y: 100, width: 1_000, height: 700, isMaximized: false };

test('the window opens where it stood', () => {
  expect(placeOn(saved, screens)).toEqual({ x: 2_000, y: 100, width: 1_000, height: 700 });
});

test.each([
  ['the screen is gone', saved, screens.slice(0, 1)],
  ['its bar is above the screen', { ...saved, y: -100 }, screens],
  ['it hangs off the edge', { ...saved, x: -950 }, screens.slice(0, 1)],
  ['nothing was kept', undefined, screens],
])('the window opens afresh where %s', (_why, place, areas) => {
  expect(placeOn(place, areas)).toEqual({ width: 1_440, height: 900 });
});

test('the window is never larger than its screen, nor too small to use', () => {
  expect(placeOn({ ...saved, width: 9_000, height: 9_000 }, screens)).toMatchObject({ width: 1_280, height: 1_024 });
  expect(placeOn({ ...saved, width: 300, height: 10 }, screens)).toMatchObject({ width: 900, height: 600 });
});

test('a place is read as it was written, and a broken file is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-place-'));
  const file = join(folder, 'deep/window.json');
  expect(readPlace(file)).toBeUndefined();
  writePlace(file, saved);
  expect(readPlace(file)).toEqual(saved);
  for (const broken of ['', '{', '{"x":1}', JSON.stringify({ ...saved, width: 1e9 })]) {
    writeFileSync(file, broken);
    expect(readPlace(file)).toBeUndefined();
  }
  rmSync(folder, { recursive: true });
});

test('the question names what runs, counts the rest, and its safest answer is the one Enter gives', () => {
  const tasks = Array.from({ length: 8 }, (_, n) => ({ title: `“Step ${n}” on db-1` }));
  const question = quitQuestion(tasks);
  expect(question?.message).toBe('8 steps are running.');
  expect(question?.detail).toContain('• “Step 4” on db-1\n• and 3 more');
  expect(question?.choices[question.defaultId]).toBe('stay');
  expect(question?.choices[question.cancelId]).toBe('stay');
  expect(quitQuestion([])).toBeUndefined();
});

test('only the main frame of our own page may speak', () => {
  expect(isOwnFrame({ origin: 'app://drydock', isMain: true })).toBe(true);
  expect(isOwnFrame({ origin: 'app://drydock', isMain: false })).toBe(false);
  for (const origin of ['app://evil', 'https://drydock', 'file://', 'null', '', 'app://drydock.evil']) {
    expect(isOwnFrame({ origin, isMain: true })).toBe(false);
  }
  expect(isOwnFrame(undefined)).toBe(false);
});

test('the menu has tools for looking inside only where Drydock is built', () => {
  expect(JSON.stringify(menuOf('linux', true))).not.toContain('toggleDevTools');
  expect(JSON.stringify(menuOf('darwin', false))).toContain('toggleDevTools');
});

test('the workspace lies where the platform keeps data, or where it is told to', () => {
  const at = (platform: NodeJS.Platform, environment: Record<string, string> = {}) =>
    workspaceFolder({ platform, home: '/home/ada', environment });
  expect(at('linux')).toBe('/home/ada/.local/share/drydock/workspace');
  expect(at('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/drydock/workspace');
  expect(at('darwin')).toBe('/home/ada/Library/Application Support/Drydock/workspace');
  expect(at('win32', { APPDATA: '/roaming' })).toBe('/roaming/Drydock/workspace');
  expect(at('linux', { DRYDOCK_WORKSPACE: '/elsewhere' })).toBe('/elsewhere');
});

test('no window is tried where there is no display, or no sandbox', () => {
  const on = (platform: NodeJS.Platform, uid: number, environment = {}) =>
    windowRefusal({ platform, uid, environment });
  expect(on('linux', 1_000)).toContain('display');
  expect(on('linux', 0, { DISPLAY: ':0' })).toContain('root');
  expect(on('linux', 1_000, { WAYLAND_DISPLAY: 'wayland-0' })).toBeUndefined();
  expect(on('darwin', 501)).toBeUndefined();
});

test('an Electron of one’s own comes before the installed one, and half a download is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-electron-'));
  expect(installedElectron(folder, {})).toBeUndefined();
  writeFileSync(join(folder, 'path.txt'), 'electron');
  expect(installedElectron(folder, {})).toBeUndefined();
  expect(installedElectron(folder, { ELECTRON_EXEC_PATH: '/opt/electron' })).toBe('/opt/electron');
  rmSync(folder, { recursive: true });
});
