/** Text as one word of a POSIX shell, whatever stands in it: the only way in which anything reaches a command as text. */

/** Bare where every shell takes it as it stands, else `'…'`. Throws for NUL, which no word can hold: whoever parses refuses it before. */
export function toShellWord(text: string): string {
  if (text.includes('\0')) throw new Error('a word of a shell has no NUL');
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
