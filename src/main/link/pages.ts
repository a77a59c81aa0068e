/** The built page, handed out file by file with its policy. Both doors use it: `app://drydock` and the loopback server. */
import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { contentSecurityPolicy, noncePlaceholder, plainHeaders } from './headers.ts';
import { pagePath } from './page-path.ts';

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/**
 * Answers for the files of one folder. `connect` is the WebSocket the page may talk to, if any.
 * A link that leads out of the folder is as absent as a file that is not there.
 */
export function pagesOf(folder: string, connect?: string): (pathname: string) => Promise<PageAnswer> {
  return async (pathname) => {
    const path = pagePath(pathname);
    const type = path === undefined ? undefined : contentTypes[extname(path)];
    const content = path === undefined || type === undefined ? undefined : await contentInside(folder, path);
    if (path === undefined || type === undefined || content === undefined)
      return plainAnswer(404, 'There is nothing here.');
    const isHtml = type.startsWith('text/html');
    const nonce = randomBytes(16).toString('base64');
    return {
      status: 200,
      headers: {
        ...plainHeaders,
        'Content-Type': type,
        'Content-Security-Policy': contentSecurityPolicy(nonce, connect),
        // Built files carry a hash in their name; the page itself carries a nonce that must not be used twice.
        'Cache-Control': isHtml ? 'no-store' : 'private, max-age=31536000, immutable',
      },
      body: isHtml ? Buffer.from(content.toString('utf8').replaceAll(noncePlaceholder, nonce)) : content,
    };
  };
}

/** A sentence, as plain text. */
export function plainAnswer(status: number, sentence: string): PageAnswer {
  const headers = { ...plainHeaders, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  return { status, headers, body: Buffer.from(`${sentence}\n`) };
}

async function contentInside(folder: string, path: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    return file.startsWith(root + sep) ? await readFile(file) : undefined;
  } catch (error) {
    if (
      ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '')
    ) {
      return undefined;
    }
    throw error;
  }
}
