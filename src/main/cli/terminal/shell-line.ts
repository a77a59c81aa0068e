/** Commands to be typed, spelled so that a shell takes them as they stand. */
import { toShellWord } from '../../../core/text/shell-word.ts';

export function toCallLine(request: string, input: object, workspaceOption: string): string {
  return `drydock call ${request} ${toShellWord(JSON.stringify(input))}${workspaceOption}`;
}
