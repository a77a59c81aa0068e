/** What the preload script gives the page in Electron, and all it gives: a door for frames, nothing of Node. */
import type { EndOfLink } from './share-ways.ts';

/** How the desk behind a window stands: this program’s own always does; one in another console may be lost, or lost for good. */
export type Contact = { readonly state: 'open' | 'lost' } | { readonly state: 'ended'; readonly why: EndOfLink };

export interface Bridge {
  post(frame: string): void;
  /** The returned function ends it. */
  onFrame(call: (frame: string) => void): () => void;
  /** Calls with how it stands now, and on each change. The returned function ends it. */
  onContact(call: (contact: Contact) => void): () => void;
  /** Where a file lies that somebody chose or dropped; empty for one that lies nowhere. */
  pathOf(file: File): string;
}

/** The name of the bridge on `window`. */
export const bridgeName = 'drydock';
