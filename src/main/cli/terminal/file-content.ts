/** Files that a command reads for the desk, and writes for a person. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, succeed } from '../../../core/result.ts';
import { type CommandContext, stopWith } from '../command-context.ts';
import type { Answered } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';

export async function readContent(
  path: string,
): Promise<Answered<{ readonly file: string; readonly content: string }>> {
  try {
    return succeed({ file: basename(path), content: (await readFile(path)).toString('base64') });
  } catch (error) {
    return fail('bad-use', `${path} cannot be read: ${(error as Error).message}`);
  }
}

/** Into a new file, or to standard output. */
export async function deliverText(
  context: CommandContext,
  text: string,
  output: string | undefined,
): Promise<ExitStatus> {
  if (output === undefined) {
    if (context.print.isJson) context.print.record({ text });
    else process.stdout.write(text);
    return exitStatus.done;
  }
  try {
    await writeFile(output, text, { flag: 'wx' });
  } catch (error) {
    return stopWith(context, { kind: 'bad-use', message: `${output} cannot be written: ${(error as Error).message}` });
  }
  context.print.record({ file: output });
  context.print.line(`written to ${output}`);
  return exitStatus.done;
}
