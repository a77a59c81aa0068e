/** Terminal control sequences, for whoever wants the text alone: a search, an expectation, a plain export. */

/** CSI (`ESC [ … final`), OSC and its kin up to BEL or ST, and the two- and three-byte escapes. */
const sequence =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[ -/]+[0-~]|\u001b[0-OQ-WYZ\\`-~]|\u009b[0-?]*[ -/]*[@-~]/g;

/** The text without colours, cursor movements and titles. What is not a whole sequence stays. */
export function stripAnsi(text: string): string {
  return text.includes('\u001b') || text.includes('\u009b') ? text.replace(sequence, '') : text;
}

/** All that is neither a line's end nor a tab: C0, DEL and C1; and what turns the direction of the text around it. */
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const direction = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Words that others wrote, for a terminal: nothing is left that moves its cursor, names its window, writes its clipboard or turns a line around. */
export function withoutControl(text: string): string {
  return stripAnsi(text).replace(control, '').replace(direction, '');
}
