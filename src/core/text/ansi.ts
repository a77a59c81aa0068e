/** Terminal control sequences, for whoever wants the text alone: a search, an expectation, a plain export. */

/** CSI (`ESC [ … final`), OSC and its kin up to BEL or ST, and the two- and three-byte escapes. */
const sequence =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[ -/]+[0-~]|\u001b[0-OQ-WYZ\\`-~]|\u009b[0-?]*[ -/]*[@-~]/g;

/** The text without colours, cursor movements and titles. What is not a whole sequence stays. */
export function stripAnsi(text: string): string {
  return text.includes('\u001b') || text.includes('\u009b') ? text.replace(sequence, '') : text;
}
