/** `drydock lead take INVITE`: the lead of a maintenance that somebody offers, taken to this console. */
import { join } from 'node:path';
import type { TakingStage } from '../../../contract/lead-shapes.ts';
import { countOf } from '../../../core/maintenance/event-text/phrases.ts';
import { fail } from '../../../core/result.ts';
import { builtPages } from '../../built-pages.ts';
import type { Taking } from '../../lead/taking.ts';
import { type CommandContext, stopWith } from '../command-context.ts';
import { type DeskSession, user } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { type Asker, createAsker } from '../terminal/asker.ts';
import { secretPrompter } from '../terminal/secret-prompter.ts';

export interface TakeLeadOptions {
  /** What the leader is told one is called. */
  readonly name: string;
  /** The fingerprint of the leader’s console, where it was read out before. */
  readonly from?: string;
  /** The lead is accepted without a question. */
  readonly yes: boolean;
  readonly user?: string;
  readonly identity?: string;
}

export async function takeLead(
  context: CommandContext,
  desk: DeskSession,
  invite: string,
  options: TakeLeadOptions,
): Promise<ExitStatus> {
  const { print } = context;
  const own = await desk.ask('identity.show', {});
  if (!own.ok) return stopWith(context, own.failure);
  const { enterInvite, showEntry } = await import('../../following.ts');
  const { showInBrowser } = await import('../../link/show-in-browser.ts');
  const { Taking } = await import('../../lead/taking.ts');
  const { systemClock } = await import('../../engine/system-clock.ts');
  const asker = createAsker();
  const entered = await enterInvite({
    invite,
    user: options.user ?? user,
    ...(options.identity === undefined ? {} : { identityFile: options.identity }),
    prompter: secretPrompter(asker),
  });
  if (!entered.ok) return stopWith(context, entered.failure);
  const showDesk = showInBrowser({ pages: builtPages(), port: 0, opensBrowser: false });
  const shown = await showEntry(entered.value, showDesk, user);
  if (!shown.ok) return stopWith(context, shown.failure);
  const { url } = shown.value;
  print.record({ fingerprint: own.value.fingerprint, url });
  print.line(`This console's key, to be read out to the leader: ${own.value.fingerprint}`);
  print.line(`Meanwhile the maintenance is followed at ${url} (works once)`);
  let changed = Promise.withResolvers<void>();
  const taking = new Taking({
    entry: entered.value,
    name: options.name,
    key: own.value,
    folder: join(context.workspace, 'handed-over'),
    receive: (order) => desk.ask('lead.receive', order),
    onChange: () => changed.resolve(),
    after: (ms, call) => systemClock.after(ms, call),
  });
  try {
    for (let told: string | undefined; ; ) {
      const { stage } = taking.view();
      if (stage.at !== told) {
        told = stage.at;
        const ended = await meet({ context, taking, asker, options }, stage);
        if (ended !== undefined) return ended;
      }
      if (taking.view().stage.at === told) await changed.promise;
      changed = Promise.withResolvers();
    }
  } finally {
    await taking.close();
    await shown.value.close();
  }
}

interface Meeting {
  readonly context: CommandContext;
  readonly taking: Taking;
  readonly asker: Asker;
  readonly options: TakeLeadOptions;
}

/** Says how far it is and asks what has to be asked; answers by which status the command ends, where it does. */
async function meet({ context, taking, asker, options }: Meeting, stage: TakingStage): Promise<ExitStatus | undefined> {
  const { print } = context;
  switch (stage.at) {
    case 'knocking':
      print.aside('Waiting until the leader lets you in.');
      return undefined;
    case 'following':
      print.aside('Waiting until the lead is offered to you.');
      return undefined;
    case 'offered': {
      const question = `${stage.by} offers you the lead of “${stage.title}”. Take it? (yes/no) `;
      const isWanted = options.yes || (await asker.ask(question)) === 'yes';
      const done = isWanted ? await taking.accept() : await taking.leave();
      if (!isWanted) return stopWith(context, fail('declined', 'You have not taken the lead.').failure);
      // Where the way was lost, the journal says whether it was accepted, once it can be read again.
      return done.ok || done.failure.kind === 'link-lost' ? undefined : stopWith(context, done.failure);
    }
    case 'accepted':
      print.record({ accepted: stage.title });
      print.aside('Accepted. Waiting until the leader hands it over.');
      return undefined;
    case 'passed': {
      if (stage.failure !== undefined && options.from !== undefined) return stopPassed(context, stage);
      if (stage.failure !== undefined) print.failure(stage.failure);
      const asked = 'The fingerprint of their console, as they read it out: ';
      const from = options.from ?? (await asker.ask(asked));
      if (from === undefined || from === '') return stopPassed(context, stage);
      taking.confirm(from);
      return undefined;
    }
    case 'fetching':
    case 'receiving':
      return undefined;
    case 'leading': {
      const { maintenance, title, events, rows } = stage;
      print.record({ maintenance, title, events, rows });
      print.line(
        `You lead “${title}” now, from here: ${countOf(events, 'event')} and ${countOf(rows, 'row')} of output came along. Nothing new begins before you go on.`,
      );
      print.aside(`         Open the console, or: drydock run${context.workspaceOption} '${title}'`);
      return exitStatus.done;
    }
    case 'over':
      return stopWith(context, stage.failure);
  }
}

/** Nobody leads it now: whoever stops here is told how to go on. */
function stopPassed(context: CommandContext, { failure, file }: Extract<TakingStage, { at: 'passed' }>): ExitStatus {
  const stopped = stopWith(
    context,
    failure ?? fail('not-confirmed', 'Nobody has said which console it comes from.').failure,
  );
  context.print.aside(
    `Nobody leads until it is taken in here: drydock lead receive${context.workspaceOption} ${file ?? 'FILE'} --from FINGERPRINT`,
  );
  return stopped;
}
