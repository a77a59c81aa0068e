/** What every page is sent with, through either door: a policy under which nothing runs that is not in the build. */

/** Stands in the built page where a nonce goes: the few styles that a library writes at run time carry it. */
export const noncePlaceholder = '__DRYDOCK_NONCE__';

/**
 * No inline script, no eval, nothing from elsewhere. Style elements made at run time need the page's nonce; there is no
 * `unsafe-inline`. `connect` names the WebSocket where the page talks through one.
 */
export function contentSecurityPolicy(nonce: string, connect?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${connect === undefined ? '' : ` ${connect}`}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** The headers of any answer; a page adds its policy and its type. */
export const plainHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
};
