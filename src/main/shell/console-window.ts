/** The window: opened where it stood, shown when it has something to show, its page loaded anew if it ever dies. */
import { join } from 'node:path';
import { app, BrowserWindow, screen, type WebContents } from 'electron';
import { appUrl } from './app-protocol.ts';
import { safePreferences } from './lockdown.ts';
import { leastSize, placeOn, readPlace, writePlace } from './window-place.ts';

export interface WindowParts {
  /** The preload script. */
  readonly preload: string;
  /** Connects the window's page to the desk. */
  readonly connect: (contents: WebContents) => void;
  /** Whether the window may close now; where it may not, somebody has been asked. */
  readonly mayClose: () => boolean;
}

export function openWindow({ preload, connect, mayClose }: WindowParts): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const saved = readPlace(file);
  const window = new BrowserWindow({
    ...placeOn(
      saved,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    show: false,
    title: 'Drydock',
    webPreferences: safePreferences(preload),
  });
  if (saved?.isMaximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    writePlace(file, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
    if (!mayClose()) event.preventDefault();
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // The host and its steps are elsewhere and go on; only the picture of them is gone.
    if (reason !== 'clean-exit') window.webContents.reload();
  });
  connect(window.webContents);
  void window.loadURL(appUrl);
  return window;
}
