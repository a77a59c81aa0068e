/** What the preload script gives the page in Electron, and all it gives: a door for frames, nothing of Node. */

export interface Bridge {
  post(frame: string): void;
  /** The returned function ends it. */
  onFrame(call: (frame: string) => void): () => void;
}

/** The name of the bridge on `window`. */
export const bridgeName = 'drydock';
