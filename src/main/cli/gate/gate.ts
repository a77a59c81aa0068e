/** `drydock gate ENVIRONMENT`: may it be released to now? The exit status is the answer: 0 open, 1 blocked, 3 unknown (`REL-9`). */
import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { GateView } from '../../../contract/gate-shapes.ts';
import { fail, succeed } from '../../../core/result.ts';
import type { CommandContext, Perform } from '../command-context.ts';
import type { Answered } from '../desk-session.ts';
import { readSource } from '../run/run-values.ts';
import { answerGate, type GateAnswer, lookInWorkspace, toGateAnswer, toUnknown } from './gate-answer.ts';
import { addGateDoors } from './gate-doors.ts';
import { inquire } from './gate-inquiry.ts';
import { addGateWords } from './gate-words.ts';

interface CheckOptions {
  readonly url?: string;
  readonly file?: string;
  readonly key?: string;
  readonly token?: string;
  readonly tokenFile?: string;
}

export function addGate(program: Command, perform: Perform): void {
  const gate = program
    .command('gate')
    .description('whether an environment may be released to now')
    // `gate help` would end with 0 for an environment of that name.
    .helpCommand(false);
  gate
    // A name that is also a command (“list”) is asked about as `gate show list`.
    .command('show', { isDefault: true })
    .description('say whether it may be released to: status 0 open, 1 blocked, 3 unknown')
    .argument('<environment>', 'the environment')
    .addOption(new Option('--url <url>', 'ask a console’s listener instead of the workspace').conflicts('file'))
    .option('--file <file>', 'read a published file instead, by its path or its https address')
    .option('--key <key>', 'the key of the console that is believed, as drydock identity prints it there')
    .addOption(new Option('--token-file <file>', 'the listener’s token, in a file').conflicts('token'))
    .option('--token <source>', 'the listener’s token: env:VARIABLE or fd:NUMBER')
    .action((environment: string, options: CheckOptions, command: Command) =>
      perform(command, (context) => answerGate(context, async () => [await check(context, environment, options)])),
    );
  gate
    .command('list')
    .description('say it of every environment: status 0 where all are open, 1 where one is blocked')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) => answerGate(context, () => list(context))),
    );
  addGateWords(gate, perform);
  addGateDoors(gate, perform);
}

async function list(context: CommandContext): Promise<readonly GateAnswer[]> {
  return lookInWorkspace(context, async (desk) => {
    const listed = await desk.ask('gate.list', {});
    return listed.ok ? listed.value.map(toGateAnswer) : [toUnknown(listed.failure)];
  });
}

async function check(context: CommandContext, environment: string, options: CheckOptions): Promise<GateAnswer> {
  const { url, file, key } = options;
  const at = url !== undefined ? { url } : file !== undefined ? { file } : undefined;
  if (at === undefined) return look(context, environment);
  const token = await readToken(options);
  if (!token.ok) return toUnknown(token.failure, environment);
  const asked = await inquire({
    environment,
    at,
    ...token.value,
    ...(key === undefined ? {} : { key }),
    now: Date.now,
  });
  if (!asked.ok) return toUnknown(asked.failure, environment);
  const { state, says, expiresAt } = asked.value;
  return { state, record: asked.value, lines: [says, `This holds until ${expiresAt}.`] };
}

async function look(context: CommandContext, environment: string): Promise<GateAnswer> {
  const [found] = await lookInWorkspace(context, async (desk) => {
    const shown = await desk.ask('gate.show', { environment });
    if (!shown.ok) return [toUnknown(shown.failure, environment)];
    const { history: _history, isHistoryCut: _isCut, openers: _openers, ...view } = shown.value;
    return [toGateAnswer(view satisfies GateView)];
  });
  return found ?? toUnknown({ kind: 'internal', message: 'nothing was answered' }, environment);
}

async function readToken({ token, tokenFile }: CheckOptions): Promise<Answered<{ readonly token?: string }>> {
  if (tokenFile !== undefined) {
    try {
      return succeed({ token: (await readFile(tokenFile, 'utf8')).trim() });
    } catch (error) {
      return fail('unreadable', `${tokenFile} cannot be read: ${(error as Error).message}`);
    }
  }
  if (token === undefined) return succeed({});
  const value = readSource(token);
  return value === undefined ? fail('no-token', `there is no token in ${token}`) : succeed({ token: value.trim() });
}
