/** Commands to be typed, spelled so that a shell takes them as they stand. */

/** `'…'` where a POSIX shell would see more in it than its letters. */
export function toShellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

export function toCallLine(request: string, input: object, workspaceOption: string): string {
  return `drydock call ${request} ${toShellWord(JSON.stringify(input))}${workspaceOption}`;
}
