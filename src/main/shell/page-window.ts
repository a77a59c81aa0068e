/** A window with the page in it, whichever desk it shows: hardened, shown when it has something to show, its page loaded anew if it ever dies. */
import { BrowserWindow, type BrowserWindowConstructorOptions, type WebContents } from 'electron';
import { appUrl } from './app-protocol.ts';
import { safePreferences } from './lockdown.ts';
import { leastSize } from './window-place.ts';

export interface PageWindowParts {
  /** The preload script. */
  readonly preload: string;
  /** Connects the window's page to its desk. */
  readonly connect: (contents: WebContents) => void;
}

export function openPageWindow(
  { preload, connect }: PageWindowParts,
  place: Pick<BrowserWindowConstructorOptions, 'width' | 'height' | 'x' | 'y'>,
  title: string,
): BrowserWindow {
  const window = new BrowserWindow({
    ...place,
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    show: false,
    title,
    webPreferences: safePreferences(preload),
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // The host and its steps are elsewhere and go on; only the picture of them is gone.
    if (reason !== 'clean-exit') window.webContents.reload();
  });
  connect(window.webContents);
  void window.loadURL(appUrl);
  return window;
}
