/** `drydock channel list|add|remove|test`: the ways notices leave the console. */
import type { Command } from 'commander';
import { channelSchema } from '../../../core/notice/channel.ts';
import { type Perform, stopWith, withDesk } from '../command-context.ts';
import type { Answered, DeskSession } from '../desk-session.ts';
import { exitStatus } from '../exit-status.ts';
import { readSource, splitAt } from '../run/run-values.ts';
import { gather } from '../terminal/option-values.ts';

export const secretOption = [
  '--secret <NAME=SOURCE>',
  'a secret of the channel: NAME=env:VARIABLE or NAME=fd:NUMBER',
] as const;

export function addChannel(program: Command, perform: Perform): void {
  const channel = program.command('channel').description('the ways notices leave the console');
  channel
    .command('list')
    .description('list the channels, and which of their secrets are missing')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const listed = await desk.ask('channel.list', {});
          if (!listed.ok) return stopWith(context, listed.failure);
          for (const view of listed.value.channels) {
            context.print.record(view);
            const missing = view.secrets.filter(({ standing }) => standing === 'missing').map(({ name }) => name);
            const needs = missing.length === 0 ? '' : `  needs: ${missing.join(', ')}`;
            context.print.line(`${view.channel.name}  ${view.channel.kind}, ${view.channel.audience}${needs}`);
          }
          return exitStatus.done;
        }),
      ),
    );
  channel
    .command('add')
    .description('add a channel, or change one')
    .argument('<json>', 'the channel as JSON; see docs/channels.md')
    .action((json: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const saved = await desk.askAnything('channel.save', { channel: parseJson(json) });
          if (!saved.ok) return stopWith(context, saved.failure);
          context.print.record(saved.value as object);
          context.print.line(`${channelSchema.parse(parseJson(json)).name} is a channel now`);
          return exitStatus.done;
        }),
      ),
    );
  channel
    .command('remove')
    .description('remove a channel, and forget its secrets')
    .argument('<name>', 'the channel')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const removed = await desk.ask('channel.remove', { name });
          if (!removed.ok) return stopWith(context, removed.failure);
          context.print.line(`${name} is gone`);
          return exitStatus.done;
        }),
      ),
    );
  channel
    .command('test')
    .description('try a channel: sign in, or send a message that says it is a test')
    .argument('<name>', 'the channel')
    .option(...secretOption, gather, [])
    .action((name: string, { secret }: { readonly secret: readonly string[] }, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const given = await giveSecrets(desk, name, secret);
          if (!given.ok) return stopWith(context, given.failure);
          const tried = await desk.ask('channel.test', { name });
          if (!tried.ok) return stopWith(context, tried.failure);
          context.print.record(tried.value);
          context.print.line(tried.value.message);
          return tried.value.isWorking ? exitStatus.done : exitStatus.failed;
        }),
      ),
    );
}

/** Never the secret itself, which every process list would show. */
export async function giveSecrets(
  desk: DeskSession,
  channel: string,
  options: readonly string[],
): Promise<Answered<undefined>> {
  for (const option of options) {
    const [name, source] = splitAt(option, '=');
    const value = readSource(source);
    if (value === undefined || value === '') {
      const advice = `Give it by --secret ${name}=env:VARIABLE or --secret ${name}=fd:NUMBER`;
      return { ok: false, failure: { kind: 'bad-use', message: `there is no secret “${name}”`, advice } };
    }
    const given = await desk.ask('channel.giveSecret', { channel, name, value });
    if (!given.ok) return given;
  }
  return { ok: true, value: undefined };
}

/** What is no JSON goes to the contract as it is, which refuses it in words. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
