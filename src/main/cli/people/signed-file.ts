/** The signed files that travel between consoles, as a command reads and writes them. */
import { readFile, writeFile } from 'node:fs/promises';
import { type CommandContext, stopWith } from '../command-context.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';

export async function readSignedFile(context: CommandContext, file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    stopWith(context, { kind: 'bad-use', message: `${file} cannot be read: ${(error as Error).message}` });
    return undefined;
  }
}

/** Into a new file. */
export async function deliverSignedFile(
  context: CommandContext,
  file: string,
  content: string,
  more: object,
): Promise<ExitStatus> {
  try {
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    return stopWith(context, { kind: 'bad-use', message: `${file} cannot be written: ${(error as Error).message}` });
  }
  context.print.record({ file, ...more });
  context.print.line(`written to ${file}`);
  return exitStatus.done;
}
