/** Shows a desk that is not this workspace’s in a browser: behind a door of its own on this machine. */
import { succeed } from '../../core/result.ts';
import { openBrowser } from './browser.ts';
import { openServer } from './server.ts';
import type { ShowDesk } from './shown-desk.ts';

/**
 * @param pages the folder of the built page
 * @param port 0: any free one
 */
export function showInBrowser({
  pages,
  port,
  opensBrowser,
}: {
  readonly pages: string;
  readonly port: number;
  readonly opensBrowser: boolean;
}): ShowDesk {
  return async ({ desk, callerOf, reach }) => {
    const opened = await openServer({ desk, callerOf, pages, port, ...(reach === undefined ? {} : { reach }) });
    if (!opened.ok) return opened;
    const { invite, close, port: taken } = opened.value;
    const url = invite();
    if (opensBrowser) openBrowser(url);
    return succeed({ url, port: taken, closed: new Promise<void>(() => undefined), close });
  };
}
