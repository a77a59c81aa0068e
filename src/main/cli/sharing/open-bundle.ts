/** `drydock open FILE`: a bundle in screens of its own, in a browser of this machine, until it is closed there or here. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';

interface OpenOptions {
  readonly open: boolean;
}

export function addOpenBundle(program: Command, perform: Perform): void {
  program
    .command('open')
    .description('read a bundle in screens of its own, in a browser of this machine; nothing in it can run')
    .argument('<file>', 'the bundle; refused where it is not as it was signed')
    .option('--open', 'open the browser, too', false)
    .action((file: string, options: OpenOptions, command: Command) =>
      perform(command, (context) =>
        // Beside whichever console leads: a bundle has nothing to do with the workspace, but whose keys are trusted.
        withDesk(context, 'either', (desk) => open(context, desk, resolve(file), options)),
      ),
    );
}

async function open(
  context: CommandContext,
  desk: DeskSession,
  file: string,
  { open: isShown }: OpenOptions,
): Promise<ExitStatus> {
  const { print } = context;
  const { untilToldToEnd } = await import('../../serve.ts');
  const opened = await desk.ask('bundle.open', { file, isShown });
  if (!opened.ok) return stopWith(context, opened.failure);
  const { url = '', title } = opened.value;
  const toldToEnd = untilToldToEnd();
  print.record(opened.value);
  print.line(`“${title}” is whole, and is read at ${url} (works once; Ctrl-C closes it)`);
  await Promise.race([untilClosed(desk), toldToEnd]);
  print.aside('The bundle is closed, and its copy removed.');
  return exitStatus.done;
}

function untilClosed(desk: DeskSession): Promise<void> {
  return new Promise((closed) => {
    desk.listen(async (notice) => {
      if (notice.notice !== 'documents' || notice.data.area !== 'reading') return;
      const left = await desk.ask('bundle.opened', {});
      if (left.ok && left.value.length === 0) closed();
    });
  });
}
