/** `drydock support list|ask|sign-off|acknowledge|raise|withdraw`: outside help, in its one order (`POL-9`). */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { Support } from '../../../core/approval/approval.ts';
import { findUnaware, toNextStep, toSigners } from '../../../core/approval/support.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { fail, succeed } from '../../../core/result.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { toNames } from '../../../core/roster/roster.ts';
import { type CommandContext, type Perform, stopWith } from '../command-context.ts';
import type { Answered, DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { end, withState } from '../with-state.ts';

/** What is done with one of them. */
type SupportWork = (
  context: CommandContext,
  desk: DeskSession,
  at: { readonly maintenance: MaintenanceState['id']; readonly support: string },
) => Promise<ExitStatus>;

export function addSupport(program: Command, perform: Perform): void {
  const support = program.command('support').description('outside help: asked for, signed off, acknowledged, raised');
  const which = 'its provider or id; may be left out while one alone is open';
  const onOne = (command: Command, name: string, wanted: string | undefined, work: SupportWork) =>
    perform(command, (context) =>
      withState(context, 'writer', name, async (_context, desk, state) => {
        const found = findSupport(state, wanted);
        if (!found.ok) return stopWith(context, found.failure);
        return work(context, desk, { maintenance: state.id, support: found.value.id });
      }),
    );
  support
    .command('list')
    .description('list what was asked for, and what each still waits for')
    .argument('<name>', 'the maintenance')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withState(context, 'reader', name, async (_context, _desk, state) => {
          for (const one of state.consent.support) {
            context.print.record({
              ...one,
              next: toNextStep(state.roster, one, Date.now()),
              unaware: findUnaware(state.roster, one, Date.now()),
            });
            context.print.line(`${one.id}  ${one.provider}: ${one.why}\n    ${toStandingText(state, one)}`);
          }
          return exitStatus.done;
        }),
      ),
    );
  support
    .command('ask')
    .description('ask for outside help; nobody is called by that')
    .argument('<name>', 'the maintenance')
    .requiredOption('--provider <words>', 'whom: a provider, a vendor, another team')
    .requiredOption('--why <words>', 'why it is needed')
    .action((name: string, { provider, why }: { readonly provider: string; readonly why: string }, command: Command) =>
      perform(command, (context) =>
        withState(context, 'writer', name, async (_context, desk, { id }) => {
          const said = { maintenance: id, support: randomUUID(), provider, why };
          const asked = await desk.ask('support.ask', said);
          return end(context, asked, `asked for ${provider}; now the leader signs off that it is urgent`);
        }),
      ),
    );
  support
    .command('sign-off')
    .description('sign off, as the leader, that it is urgent')
    .argument('<name>', 'the maintenance')
    .argument('[support]', which)
    .action((name: string, wanted: string | undefined, _options: unknown, command: Command) =>
      onOne(command, name, wanted, async (context, desk, at) => end(context, await desk.ask('support.signOff', at))),
    );
  support
    .command('acknowledge')
    .description('say that you understand why; or record that somebody said so to you')
    .argument('<name>', 'the maintenance')
    .argument('[support]', which)
    .option('--person <person>', 'who said so to you, by id; else who sits at this console')
    .action((name: string, wanted: string | undefined, { person }: { readonly person?: string }, command: Command) =>
      onOne(command, name, wanted, async (context, desk, at) => {
        const who = person === undefined ? await whoSitsHere(desk) : succeed(person as PersonId);
        if (!who.ok) return stopWith(context, who.failure);
        return end(context, await desk.ask('support.acknowledge', { ...at, person: who.value }));
      }),
    );
  support
    .command('raise')
    .description('say that it was raised, once everybody involved understands why')
    .argument('<name>', 'the maintenance')
    .argument('[support]', which)
    .requiredOption('--reference <words>', 'under which reference the others find it')
    .action(
      (name: string, wanted: string | undefined, { reference }: { readonly reference: string }, command: Command) =>
        onOne(command, name, wanted, async (context, desk, at) =>
          end(context, await desk.ask('support.raise', { ...at, reference })),
        ),
    );
  support
    .command('withdraw')
    .description('take back that it was asked for, before it is raised')
    .argument('<name>', 'the maintenance')
    .argument('[support]', which)
    .requiredOption('--why <words>', 'the reason')
    .action((name: string, wanted: string | undefined, { why }: { readonly why: string }, command: Command) =>
      onOne(command, name, wanted, async (context, desk, at) =>
        end(context, await desk.ask('support.withdraw', { ...at, reason: why })),
      ),
    );
}

async function whoSitsHere(desk: DeskSession): Promise<Answered<PersonId>> {
  const me = await desk.ask('person.me', {});
  if (!me.ok) return me;
  if (me.value.person !== undefined) return succeed(me.value.person.id);
  return fail('nobody-here', 'this console does not know who sits at it', {
    advice: 'Say so by: drydock person me PERSON',
  });
}

/** By id, or by its provider; without a word, the only one that is open. */
function findSupport({ consent, roster }: MaintenanceState, wanted: string | undefined): Answered<Support> {
  const open = consent.support.filter((one) => toNextStep(roster, one, Date.now()) !== undefined);
  const found =
    wanted === undefined
      ? open
      : consent.support.filter(
          ({ id, provider, withdrawn }) => id === wanted || (provider === wanted && withdrawn === undefined),
        );
  const [one, ...others] = found;
  if (one === undefined)
    return fail('bad-use', wanted === undefined ? 'no outside help is open' : `nobody asked for “${wanted}”`, {
      advice: 'See what there is with: drydock support list NAME',
    });
  if (others.length > 0)
    return fail('bad-use', `${found.length} are open`, {
      advice: `Name one: ${found.map(({ id, provider }) => `${id} (${provider})`).join(', ')}`,
    });
  return succeed(one);
}

function toStandingText(state: MaintenanceState, support: Support): string {
  const { roster } = state;
  const nowMs = Date.now();
  const { raised, withdrawn } = support;
  if (withdrawn !== undefined) return `withdrawn by ${withdrawn.by.name}: ${withdrawn.reason}`;
  const unaware = findUnaware(roster, support, nowMs);
  const missing = `not yet said to understand why: ${toNames(roster, unaware)}`;
  if (raised !== undefined)
    return `raised by ${raised.by.name}: ${raised.reference}${unaware.length === 0 ? '' : `; ${missing}`}`;
  switch (toNextStep(roster, support, nowMs)) {
    case 'sign-off': {
      const signers = toSigners(state);
      return `waits for ${signers.length === 0 ? 'a leader' : toNames(roster, signers)} to sign off its urgency`;
    }
    case 'acknowledge':
      return missing;
    default:
      return 'may be raised';
  }
}
