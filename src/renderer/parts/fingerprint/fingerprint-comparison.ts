/** Whether a person has compared a fingerprint: by pasting all of it, or by typing its last block. */

/** The last block is this long: enough to have been looked at, short enough to be typed from another screen. */
export const lastBlockLength = 8;

function bare(text: string): string {
  return text
    .trim()
    .replace(/^.*?SHA256:/i, '')
    .replace(/\s.*$/s, '')
    .replace(/=+$/, '');
}

/** The characters of the last block, as they are to be typed. */
export function toLastBlock(fingerprint: string): string {
  return bare(fingerprint).slice(-lastBlockLength);
}

/** In blocks of eight, as it is read aloud. */
export function toBlocks(fingerprint: string): readonly string[] {
  const text = bare(fingerprint);
  // Counted from the end, so that the block a person types stands whole.
  const head = text.length % lastBlockLength;
  const blocks = head === 0 ? [] : [text.slice(0, head)];
  for (let at = head; at < text.length; at += lastBlockLength) blocks.push(text.slice(at, at + lastBlockLength));
  return blocks;
}

/** True for the whole fingerprint (with or without `SHA256:`, or a line of `ssh-keygen -l`), or its last block; letters count as they are. */
export function isCompared(typed: string, fingerprint: string): boolean {
  const text = bare(typed);
  return text !== '' && (text === bare(fingerprint) || text === toLastBlock(fingerprint));
}
