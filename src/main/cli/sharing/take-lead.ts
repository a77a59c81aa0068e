/** `drydock lead take INVITE`: the lead of a maintenance that somebody offers, taken to this console. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestInput, RequestName, RequestOutput } from '../../../contract/requests.ts';
import type { Relay } from '../../../core/lead/relay.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { fail, succeed } from '../../../core/result.ts';
import { builtPages } from '../../built-pages.ts';
import type { Caller, Desk } from '../../desk/desk.ts';
import type { Following } from '../../following.ts';
import { type CommandContext, stopWith } from '../command-context.ts';
import { type Answered, type DeskSession, user } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { createLogFollower, type LogFollower } from '../run/log-follower.ts';
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

/** What is asked of the leader’s console. */
type Remote = Pick<DeskSession, 'ask' | 'listen'>;

export async function takeLead(
  context: CommandContext,
  desk: DeskSession,
  invite: string,
  options: TakeLeadOptions,
): Promise<ExitStatus> {
  const { print } = context;
  const own = await desk.ask('identity.show', {});
  if (!own.ok) return stopWith(context, own.failure);
  const { followInvite } = await import('../../following.ts');
  const { showInBrowser } = await import('../../link/show-in-browser.ts');
  const asker = createAsker();
  const following = await followInvite({
    invite,
    user: options.user ?? user,
    ...(options.identity === undefined ? {} : { identityFile: options.identity }),
    prompter: secretPrompter(asker),
    showDesk: showInBrowser({ pages: builtPages(), port: 0, opensBrowser: false }),
  });
  if (!following.ok) return stopWith(context, following.failure);
  try {
    print.record({ fingerprint: own.value.fingerprint, url: following.value.screen.url });
    print.line(`This console's key, to be read out to the leader: ${own.value.fingerprint}`);
    print.line(`Meanwhile the maintenance is followed at ${following.value.screen.url} (works once)`);
    const taken = await take({ context, desk, asker, options, publicKey: own.value.publicKey }, following.value);
    if (!taken.ok) return stopWith(context, taken.failure);
    const { maintenance, title, events, rows } = taken.value;
    print.record({ maintenance, title, events, rows });
    print.line(`You lead “${title}” now, from here: ${events} events and ${rows} rows came along. The run is held.`);
    print.aside(`         Open the console, or: drydock run${context.workspaceOption} '${title}'`);
    return exitStatus.done;
  } finally {
    await following.value.close();
  }
}

interface Taking {
  readonly context: CommandContext;
  readonly desk: DeskSession;
  readonly asker: Asker;
  readonly options: TakeLeadOptions;
  readonly publicKey: string;
}

type Taken = RequestOutput<'lead.receive'> & { readonly title: string };

async function take(taking: Taking, { desk: theirs, ended }: Following): Promise<Answered<Taken>> {
  const { context, desk, asker, options, publicKey } = taking;
  const remote = toRemote(theirs);
  const over = ended.then(() => fail('let-in-no-more', 'The invite lets nobody in any more.'));
  const me = await Promise.race([untilAdmitted(context, remote, options.name), over]);
  if (!me.ok) return me;
  const { maintenance, follower } = me.value;
  const log = createLogFollower(remote, maintenance);
  try {
    context.print.aside('Waiting until the lead is offered to you.');
    const offered = await Promise.race([untilRelay(log, (relay) => relay.follower === follower), over]);
    if (!offered.ok) return offered;
    const { state, relay } = offered.value;
    if (relay.accepted === undefined) {
      const isWanted =
        options.yes || (await isYes(asker, `${relay.offeredBy.name} offers you the lead of “${state.title}”.`));
      if (!isWanted) {
        await remote.ask('lead.withdraw', { maintenance, relay: relay.id, reason: 'declined by who was asked' });
        return fail('declined', 'You have not taken the lead.');
      }
      const accepted = await remote.ask('lead.accept', { maintenance, relay: relay.id, publicKey });
      if (!accepted.ok) return accepted;
      context.print.record({ accepted: relay.id });
    }
    context.print.aside('Accepted. Waiting until the leader hands it over.');
    const passed = await Promise.race([
      untilRelay(log, ({ id, passedAtMs }) => id === relay.id && passedAtMs !== undefined),
      over,
    ]);
    if (!passed.ok) return passed;
    const from = options.from ?? (await asker.ask('The fingerprint of their console, as they read it out: '));
    if (from === undefined) return fail('not-confirmed', 'Nobody has said which console it comes from.');
    const file = join(context.workspace, 'handed-over', `${maintenance}-${randomUUID()}.drydock.zip`);
    const fetched = await fetchBundle(remote, { maintenance, relay: relay.id }, file, () => theirs.state === 'ended');
    if (!fetched.ok) return fetched;
    const received = await desk.ask('lead.receive', { file, from });
    return received.ok ? succeed({ ...received.value, title: state.title }) : received;
  } finally {
    log.close();
  }
}

async function isYes(asker: Asker, words: string): Promise<boolean> {
  return (await asker.ask(`${words} Take it? (yes/no) `)) === 'yes';
}

function toRemote(desk: Desk): Remote {
  // Whose it is the other side knows by the session.
  const caller: Caller = { id: 'taking', actor: { kind: 'person', name: user }, rights: new Set() };
  return {
    async ask<N extends RequestName>(request: N, input: RequestInput<N>) {
      const answer = await desk.answer(caller, request, input);
      return (answer.ok ? { ok: true, value: answer.output } : answer) as Answered<RequestOutput<N>>;
    },
    listen: (call) => desk.listen(caller, call),
  };
}

/** Says who one is, and waits for the leader’s word. */
async function untilAdmitted({ print }: CommandContext, remote: Remote, name: string) {
  for (let told = false; ; ) {
    const heard = Promise.withResolvers<void>();
    const stop = remote.listen(() => heard.resolve());
    const me = await remote.ask('share.me', {});
    if (me.ok && me.value.kind === 'visitor') {
      const { standing, maintenance, follower } = me.value;
      if (standing === 'admitted') {
        stop();
        return succeed({ maintenance, follower });
      }
      if (standing === 'nameless') {
        const joined = await remote.ask('share.join', { name });
        if (!joined.ok) return joined;
      } else if (standing !== 'waiting') {
        return fail('not-allowed', 'The leader did not let you in.', { advice: 'Ask them for another invite.' });
      } else if (!told) {
        told = true;
        print.aside('Waiting until the leader lets you in.');
      }
      if (standing === 'nameless') {
        stop();
        continue;
      }
    }
    await Promise.race([heard.promise, soon()]);
    stop();
  }
}

/** Before anybody is let in nothing is told to them: they look. */
function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

async function untilRelay(
  log: LogFollower,
  isIt: (relay: Relay) => boolean,
): Promise<Answered<{ readonly state: MaintenanceState; readonly relay: Relay }>> {
  for (;;) {
    const read = await log.readJournal();
    if (!read.ok && read.failure.kind !== 'link-lost') return read;
    const relay = read.ok ? read.value.relay : undefined;
    if (read.ok && relay !== undefined && isIt(relay)) return succeed({ state: read.value, relay });
    await log.news();
  }
}

/** Piece by piece. What was cut off begins again from its first byte. */
async function fetchBundle(
  remote: Remote,
  at: Pick<RequestInput<'lead.fetch'>, 'maintenance' | 'relay'>,
  file: string,
  isEnded: () => boolean,
): Promise<Answered<void>> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  try {
    for (let offset = 0; ; ) {
      const piece = await remote.ask('lead.fetch', { ...at, offset });
      if (!piece.ok && piece.failure.kind === 'link-lost' && !isEnded()) {
        // The lead is passed, and nobody has it yet: whatever the way does, it is fetched. Each beginning writes it anew.
        offset = 0;
        await handle.truncate(0);
        await soon();
        continue;
      }
      if (!piece.ok) {
        await rm(file, { force: true });
        return piece;
      }
      const bytes = Buffer.from(piece.value.content, 'base64');
      await handle.write(bytes, 0, bytes.length, offset);
      offset += bytes.length;
      if (offset >= piece.value.sizeBytes || bytes.length === 0) return succeed(undefined);
    }
  } finally {
    await handle.close();
  }
}
