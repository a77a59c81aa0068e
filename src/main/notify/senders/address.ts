/** Addresses of web services: which may be spoken to, and how paths are put on them. */

/** This machine and nobody else. */
export function isLoopback(url: URL): boolean {
  return isLoopbackName(url.hostname);
}

export function isLoopbackName(host: string): boolean {
  return ['localhost', '::1', '[::1]'].includes(host) || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The address, or what is wrong with it in words that begin with `what` and do not repeat it: it may be a secret. */
export function parseAddress(text: string, what: string): URL | string {
  if (!URL.canParse(text)) return `${what} is no address.`;
  const url = new URL(text);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) {
    return url.username === '' && url.password === '' ? url : `${what} has a user name or password in it.`;
  }
  return `${what} must begin with https://; without TLS only this machine itself is spoken to.`;
}

/** Segments are encoded: a page id or room cannot lead anywhere else. */
export function under(base: URL, ...segments: readonly string[]): URL {
  const url = new URL(base);
  const encoded = segments.map((segment) => encodeURIComponent(segment));
  url.pathname = [url.pathname.replace(/\/+$/, ''), ...encoded].join('/');
  return url;
}
