/** The window of this workspace: opened where it stood, and closed only when it may be. */
import { join } from 'node:path';
import { app, type BrowserWindow, screen } from 'electron';
import { openPageWindow, type PageWindowParts } from './page-window.ts';
import { placeOn, readPlace, writePlace } from './window-place.ts';

export interface WindowParts extends PageWindowParts {
  /** Whether the window may close now; where it may not, somebody has been asked. */
  readonly mayClose: () => boolean;
}

export function openWindow({ mayClose, ...parts }: WindowParts): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const saved = readPlace(file);
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = openPageWindow(parts, placeOn(saved, areas), 'Drydock');
  if (saved?.isMaximized === true) window.maximize();
  window.on('close', (event) => {
    writePlace(file, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
    if (!mayClose()) event.preventDefault();
  });
  return window;
}
