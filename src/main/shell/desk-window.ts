/** A window for a desk that is not this workspace’s: closing it asks nothing, for nothing of ours runs behind it. */
import { openPageWindow, type PageWindowParts } from './page-window.ts';
import { firstSize } from './window-place.ts';

export interface DeskWindow {
  /** Resolves once it is closed, by whomever. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

export function openDeskWindow(parts: PageWindowParts, title: string): DeskWindow {
  const window = openPageWindow(parts, firstSize, title);
  const closed = new Promise<void>((resolve) => window.once('closed', resolve));
  return {
    closed,
    async close() {
      if (!window.isDestroyed()) window.destroy();
      await closed;
    },
  };
}
