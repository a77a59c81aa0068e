/** A window with the page in it, whichever desk it shows: hardened, shown when it has something to show, its page loaded anew if it ever dies. */
import { BrowserWindow, type BrowserWindowConstructorOptions, dialog, type WebContents } from 'electron';
import { appUrl } from './app-protocol.ts';
import { safePreferences } from './lockdown.ts';
import { leastSize } from './window-place.ts';

export interface PageWindowParts {
  /** The preload script. */
  readonly preload: string;
  /** Connects the window's page to its desk. */
  readonly connect: (contents: WebContents) => void;
  /** Asked when the window closes over something that is not saved. */
  readonly mayLose?: (window: BrowserWindow) => boolean;
}

/** One question, to which closing by accident is the answer “keep”. */
export function asksToLose(window: BrowserWindow): boolean {
  const buttons = ['Close it', 'Keep it open'];
  const message = 'Something in this window is not saved.';
  const detail = 'It is lost when the window closes.';
  return (
    dialog.showMessageBoxSync(window, { type: 'warning', message, detail, buttons, defaultId: 1, cancelId: 1 }) === 0
  );
}

export function openPageWindow(
  { preload, connect, mayLose = asksToLose }: PageWindowParts,
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
  // A page holds its window open for what it has not saved, and Electron does not say a word about that by itself.
  window.webContents.on('will-prevent-unload', (event) => {
    if (mayLose(window)) event.preventDefault();
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // The host and its steps are elsewhere and go on; only the picture of them is gone.
    if (reason !== 'clean-exit') window.webContents.reload();
  });
  connect(window.webContents);
  void window.loadURL(appUrl);
  return window;
}
