/** `drydock gate block|unblock ENVIRONMENT --reason WORDS`: a person's word on a release gate, published at once. */
import type { Command } from 'commander';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { gateStatus, toGateAnswer } from './gate-answer.ts';
import { publishNow } from './gate-publishing.ts';

export function addGateWords(gate: Command, perform: Perform): void {
  gate
    .command('block')
    .description('block releases of an environment until somebody unblocks it')
    .argument('<environment>', 'the environment')
    .requiredOption('--reason <words>', 'why')
    .option('--contact <words>', 'whom to contact about it')
    .action((environment: string, options: { readonly reason: string; readonly contact?: string }, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const blocked = await desk.ask('gate.block', { environment, ...options });
          if (!blocked.ok) return stopWith(context, blocked.failure);
          context.print.record(blocked.value);
          context.print.line(blocked.value.says);
          await publishNow(context, desk);
          return exitStatus.done;
        }),
      ),
    );
  gate
    .command('unblock')
    .description('lift what blocks an environment: status 0 where it is open then, 1 where something still blocks it')
    .argument('<environment>', 'the environment')
    .requiredOption('--reason <words>', 'why it may be released to again')
    .action((environment: string, { reason }: { readonly reason: string }, command: Command) =>
      perform(command, (context) => withDesk(context, 'writer', (desk) => unblock(context, desk, environment, reason))),
    );
}

/** Lifts what is printed, and nothing that comes in between. */
async function unblock(
  context: CommandContext,
  desk: DeskSession,
  environment: string,
  reason: string,
): Promise<ExitStatus> {
  const { print } = context;
  const shown = await desk.ask('gate.show', { environment });
  if (!shown.ok) return stopWith(context, shown.failure);
  const liftable = shown.value.causes.filter(({ isLiftable }) => isLiftable);
  if (liftable.length === 0) {
    const [cause] = shown.value.causes;
    const message = cause === undefined ? `the release gate of ${environment} is open` : cause.says;
    return stopWith(context, { kind: 'not-now', message, ...(cause === undefined ? {} : { advice: cause.advice }) });
  }
  const unblocked = await desk.ask('gate.unblock', { environment, reason, lifts: liftable.map(({ id }) => id) });
  if (!unblocked.ok) return stopWith(context, unblocked.failure);
  for (const { says } of liftable) print.line(`Lifted: ${says}`);
  const { state, record, lines } = toGateAnswer(unblocked.value);
  print.record(record);
  for (const line of lines) print.line(line);
  await publishNow(context, desk);
  return gateStatus[state];
}
