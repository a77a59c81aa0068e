/** The desktop program around the host: one instance, its window, power, and the way out. */
import { app, type BrowserWindow, dialog, powerMonitor, powerSaveBlocker } from 'electron';
import { handleAppScheme, type PageAnswer } from './app-protocol.ts';
import { openWindow, type WindowParts } from './console-window.ts';
import { lockDown } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { asksToLose } from './page-window.ts';
import { type QuitChoice, type QuitQuestion, Quitting, type RunningTask } from './quitting.ts';

/** How often it is looked whether steps run: for keeping the machine awake, and for quitting when they are done. */
const lookEveryMs = 1_000;

export interface DesktopParts extends Omit<WindowParts, 'mayClose'> {
  readonly pages: (pathname: string) => Promise<PageAnswer>;
  readonly running: () => readonly RunningTask[];
  /** Hosts that wait for their next try are tried now. */
  readonly hurry: () => void;
  /** Closes door and host; steps go on on their hosts. */
  readonly close: () => Promise<void>;
}

/** Once the app is ready and the host is open. */
export function openDesktop(parts: DesktopParts): void {
  lockDown();
  handleAppScheme(parts.pages);
  setMenu(app.isPackaged);

  let isLeaving = false;
  const quitting = new Quitting({
    running: parts.running,
    ask,
    close: parts.close,
    end: () => {
      isLeaving = true;
      app.quit();
    },
  });

  app.on('before-quit', (event) => {
    if (isLeaving) return;
    event.preventDefault();
    void quitting.wanted();
  });
  // On a Mac a program stays when its last window closes; elsewhere the window is the program, and closing it asks first.
  const mayClose = () => {
    if (isLeaving || process.platform === 'darwin') return true;
    app.quit();
    return false;
  };
  // Once the host is closed nothing can be saved any more, and a window that stays would be of no use.
  const mayLose = (window: BrowserWindow) => isLeaving || asksToLose(window);
  const windowParts = { ...parts, mayClose, mayLose };
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let window: BrowserWindow | undefined;
  // Other windows may be open, of desks that are not this workspace's.
  const showWindow = () => {
    window ??= openWindow(windowParts).once('closed', () => {
      window = undefined;
    });
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  app.on('activate', showWindow);
  app.on('second-instance', showWindow);
  powerMonitor.on('shutdown', () => void quitting.forced());
  powerMonitor.on('resume', parts.hurry);

  const staysAwake = keepAwake(parts.running);
  setInterval(() => {
    staysAwake();
    quitting.looked();
  }, lookEveryMs).unref();
  showWindow();
}

async function ask({ choices, buttons, ...question }: QuitQuestion): Promise<QuitChoice> {
  const { response } = await dialog.showMessageBox({ type: 'question', ...question, buttons: [...buttons] });
  return choices[response] ?? 'stay';
}

/** While steps run, the machine does not fall asleep by itself: their output would come, but hours late. */
function keepAwake(running: () => readonly RunningTask[]): () => void {
  let blocker: number | undefined;
  return () => {
    const isBusy = running().length > 0;
    if (isBusy && blocker === undefined) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (isBusy || blocker === undefined) return;
    powerSaveBlocker.stop(blocker);
    blocker = undefined;
  };
}
