/** `drydock comment on|import`: what is said on a bundle where its maintenance is not, and how it comes back. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { fail, succeed } from '../../../core/result.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { Answered, DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { type AboutOptions, toAbout, withSubject } from './comment-subject.ts';

interface OnOptions extends AboutOptions {
  readonly file: string;
}

export function addElsewhere(comment: Command, perform: Perform): void {
  withSubject(
    comment
      .command('on')
      .description('say something on a bundle: into a file signed with this console’s key, which carries it back')
      .argument('<bundle>', 'the bundle, whole and as it was signed')
      .argument('[words]', 'what is said; without them, what is named is marked as seen')
      .requiredOption('-f, --file <file>', 'the file; one that is there already goes on'),
  ).action((bundle: string, words: string | undefined, options: OnOptions, command: Command) =>
    perform(command, (context) =>
      withDesk(context, 'either', (desk) => sayOn(context, desk, resolve(bundle), words, options)),
    ),
  );
  comment
    .command('import')
    .description('take what somebody said on a bundle into its journal, in order and as theirs')
    .argument('<file>', 'the file they sent')
    .action((file: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const content = await readIfThere(file);
          if (!content.ok) return stopWith(context, content.failure);
          if (content.value === undefined)
            return stopWith(context, { kind: 'bad-use', message: `there is no ${file}` });
          const merged = await desk.ask('comment.import', { content: content.value });
          if (!merged.ok) return stopWith(context, merged.failure);
          context.print.record(merged.value);
          context.print.line(`${merged.value.merged} of ${merged.value.name} taken in`);
          return exitStatus.done;
        }),
      ),
    );
}

async function sayOn(
  context: CommandContext,
  desk: DeskSession,
  bundle: string,
  text: string | undefined,
  options: OnOptions,
): Promise<ExitStatus> {
  const about = toAbout(options);
  if (!about.ok) return stopWith(context, about.failure);
  const before = await readIfThere(options.file);
  if (!before.ok) return stopWith(context, before.failure);
  const said = await desk.ask('comment.onBundle', {
    bundle,
    ...(before.value === undefined ? {} : { remarks: before.value }),
    ...(text === undefined ? {} : { text }),
    ...about.value,
  });
  if (!said.ok) return stopWith(context, said.failure);
  try {
    // What was there before is never half replaced.
    await writeFile(`${options.file}.new`, said.value.content, { mode: 0o600 });
    await rename(`${options.file}.new`, options.file);
  } catch (error) {
    return stopWith(context, {
      kind: 'bad-use',
      message: `${options.file} cannot be written: ${(error as Error).message}`,
    });
  }
  context.print.record({ file: options.file, remarks: said.value.remarks });
  context.print.line(`${options.file} has ${said.value.remarks}; send it to whoever wrote the bundle`);
  return exitStatus.done;
}

async function readIfThere(file: string): Promise<Answered<string | undefined>> {
  try {
    return succeed(await readFile(file, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? succeed(undefined) : fail('bad-use', `${file} cannot be read: ${message}`);
  }
}
