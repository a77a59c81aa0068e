/** `drydock serve`: the console in a browser, on this machine alone. */
import type { Command } from 'commander';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import { type DeskSession, user } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { parsePort } from '../terminal/option-values.ts';

interface ServeOptions {
  readonly port: number;
  readonly open: boolean;
}

export function addServe(program: Command, perform: Perform): void {
  program
    .command('serve')
    .description('open the console for a browser on this machine; Ctrl-C ends it, and steps go on')
    .option('--port <port>', 'by default any free one', parseFreePort, 0)
    .option('--open', 'open the browser, too', false)
    .action((options: ServeOptions, command: Command) =>
      // A second console serves what it may: it reads, and its screens say who writes.
      perform(command, (context) =>
        withDesk(context, 'either', (desk) => serveDesk(context, desk, options), 'lasting'),
      ),
    );
}

async function serveDesk(context: CommandContext, desk: DeskSession, options: ServeOptions): Promise<ExitStatus> {
  const { print } = context;
  const { farewell, serve, untilToldToEnd } = await import('../../serve.ts');
  const serving = await serve({ host: desk.host, user, port: options.port, opensBrowser: options.open });
  if (!serving.ok) return stopWith(context, serving.failure);
  const { url, port, close } = serving.value;
  // Listened for before anybody is told that we are here: who reads the line may end us with the next.
  const toldToEnd = untilToldToEnd();
  const shown = await desk.ask('workspace.show', {});
  if (shown.ok && shown.value.isReadOnly) print.aside(`Reading only: ${shown.value.readOnlyBecause ?? ''}`);
  print.record({ url, port, workspace: context.workspace });
  print.line(`Drydock is at ${url} (works once; Ctrl-C leaves, and steps go on)`);
  await toldToEnd;
  await close();
  print.aside(farewell(desk.host.running()));
  return exitStatus.done;
}

/** 0 is any free one. */
function parseFreePort(text: string): number {
  return text === '0' ? 0 : parsePort(text);
}
