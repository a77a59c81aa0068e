/** `app://drydock`: the built page under a scheme of its own, so that no page can name a file. */
import { protocol } from 'electron';

/** The page's origin; messages from any other are refused. */
export const appUrl = 'app://drydock/';

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Before the app is ready: the scheme is as secure as https, and its pages have an origin. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Once the app is ready. `pages` decides what a path means and what it is sent with. */
export function handleAppScheme(pages: (pathname: string) => Promise<PageAnswer>): void {
  protocol.handle('app', async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    if (host !== 'drydock' || method !== 'GET') return new Response(null, { status: 404 });
    const { status, headers, body } = await pages(pathname);
    return new Response(body, { status, headers });
  });
}
