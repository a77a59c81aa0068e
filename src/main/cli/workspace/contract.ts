/** `drydock contract [REQUEST]`: what may be asked by `drydock call`, with the JSON schema of what goes in and comes out. */
import type { Command } from 'commander';
import { z } from 'zod';
import { type RequestName, requests } from '../../../contract/requests.ts';
import { type Perform, stopWith } from '../command-context.ts';
import { exitStatus } from '../exit-status.ts';

export function addContract(program: Command, perform: Perform): void {
  program
    .command('contract')
    .description('list every request that `call` knows, with its JSON schema')
    .argument('[request]', 'one request: print its schema in full')
    .action((request: string | undefined, _options: unknown, command: Command) =>
      perform(command, async (context) => {
        const { print } = context;
        if (request === undefined) {
          const widest = Math.max(...names.map(({ length }) => length));
          for (const name of names) {
            if (print.isJson) print.record(toEntry(name));
            const { right, does } = requests[name];
            print.line(`${name.padEnd(widest)}  ${right.padEnd(5)}  ${does}`);
          }
          return exitStatus.done;
        }
        if (!isRequestName(request)) {
          return stopWith(context, {
            kind: 'no-such-request',
            message: `there is no request “${request}”`,
            advice: 'See them all with: drydock contract',
          });
        }
        print.record(toEntry(request));
        print.line(JSON.stringify(toEntry(request), undefined, 2));
        return exitStatus.done;
      }),
    );
}

const names = Object.keys(requests) as readonly RequestName[];

export function isRequestName(text: string): text is RequestName {
  return Object.hasOwn(requests, text);
}

function toEntry(request: RequestName): object {
  const { does, right, input, output } = requests[request];
  return { request, does, right, input: toSchema(input), output: toSchema(output) };
}

/** What travels is the shape before any transform, in both directions. */
function toSchema(schema: z.core.$ZodType): object {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}
