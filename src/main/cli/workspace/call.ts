/** `drydock call REQUEST JSON`: asks any request of the contract, so that what a screen can do, a script can. */
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { requests } from '../../../contract/requests.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { isRequestName } from './contract.ts';

export function addCall(program: Command, perform: Perform): void {
  program
    .command('call')
    .description('ask one request of the contract (see `contract`), and print its answer as JSON')
    .argument('<request>', 'its name, such as maintenance.list')
    .argument('[json]', 'its input; - reads it from standard input', '{}')
    .action((request: string, json: string, _options: unknown, command: Command) =>
      perform(command, async (context) => {
        if (!isRequestName(request)) {
          return stopWith(context, {
            kind: 'no-such-request',
            message: `there is no request “${request}”`,
            advice: 'See them all with: drydock contract',
          });
        }
        let input: unknown;
        try {
          input = JSON.parse(json === '-' ? await text(process.stdin) : json);
        } catch (error) {
          return stopWith(context, {
            kind: 'bad-use',
            message: `the input is not JSON: ${(error as Error).message}`,
            advice: `See what it takes with: drydock contract ${request}`,
          });
        }
        const as = requests[request].right === 'read' ? 'reader' : 'writer';
        return withDesk(context, as, (desk) =>
          request === 'log.search' ? search(context, desk, input) : ask(context, desk, request, input),
        );
      }),
    );
}

async function ask(context: CommandContext, desk: DeskSession, request: string, input: unknown): Promise<ExitStatus> {
  const answer = await desk.askAnything(request, input);
  if (!answer.ok) return stopWith(context, answer.failure);
  process.stdout.write(`${JSON.stringify(answer.value, undefined, context.print.isJson ? undefined : 2)}\n`);
  return exitStatus.done;
}

/** The answers of a search come as notices: each is printed, until the last. */
async function search(context: CommandContext, desk: DeskSession, input: unknown): Promise<ExitStatus> {
  const named = { search: randomUUID(), ...(typeof input === 'object' ? input : {}) };
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const stop = desk.listen(({ notice, data }) => {
    if (notice !== 'search-hits' || data.search !== named.search) return;
    process.stdout.write(`${JSON.stringify(data)}\n`);
    if (data.isDone) finish();
  });
  const answer = await desk.askAnything('log.search', named);
  if (answer.ok) await finished;
  stop();
  return answer.ok ? exitStatus.done : stopWith(context, answer.failure);
}
