/** What page and door of a share say to each other beside the contract’s frames: where one comes in, and why one is shown out. */

/** `enter` takes a token for a cookie; `standing` answers 410 to a browser that is let in no more. */
export const sharedPaths = { enter: '/enter', standing: '/standing' } as const;

/** How a WebSocket is closed that may not be opened again; the reason is one of `endsOfShare`. */
export const endOfShareCode = 4_001;

/** `closed`: of a bundle that was read. */
export const endsOfShare = ['refused', 'revoked', 'expired', 'handed-over', 'left', 'closed'] as const;
export type EndOfShare = (typeof endsOfShare)[number];

/** Why a page has lost its console for good: it may follow no longer, or was never let in. */
export type EndOfLink = EndOfShare | 'not-let-in';

/** Any other close is lost contact, and is tried again. */
export function toEndOfShare(code: number, reason: string): EndOfShare | undefined {
  if (code !== endOfShareCode) return undefined;
  return endsOfShare.find((one) => one === reason) ?? 'revoked';
}
