/** Which file of the built page a URL means. A pure decision: what it lets through lies inside the folder, whatever is asked. */

/**
 * The path below the page's folder, with `/` between its parts; `undefined` for whatever could lead elsewhere. Decoded once
 * and only once: what is still encoded after that is a file's name, not a path.
 */
export function pagePath(pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (!decoded.startsWith('/') || decoded.length > 1_000) return undefined;
  if (decoded === '/') return 'index.html';
  const parts = decoded.slice(1).split('/');
  return parts.every(isPlainName) ? parts.join('/') : undefined;
}

/** Letters, digits and `._-`, not beginning with a dot: all that the build makes, and nothing a file system reads twice. */
function isPlainName(part: string): boolean {
  return /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part);
}
