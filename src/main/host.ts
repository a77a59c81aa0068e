/** The host process: builds store, engine and desk from their ports. The only place that knows everybody. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type MaintenanceId, maintenanceIdSchema, type TaskId } from '../core/ids.ts';
import { isOfArea } from '../core/maintenance/area.ts';
import { sharingEventSchemas } from '../core/maintenance/events/sharing-events.ts';
import { findTask, isOver, toTaskTitle } from '../core/maintenance/tasks.ts';
import { type Failure, type Result, succeed } from '../core/result.ts';
import { builtPages } from './built-pages.ts';
import { Catalogues } from './catalogue/catalogues.ts';
import { createDesk } from './desk/answering.ts';
import type { Desk } from './desk/desk.ts';
import { toTarget } from './desk/environment/hosts.ts';
import { BackupWatch } from './desk/maintenance/backup-watch.ts';
import { RunbookReader } from './desk/maintenance/runbook-reader.ts';
import { News } from './desk/news.ts';
import { findChannel } from './desk/notice/channels.ts';
import type { DeskParts } from './desk/parts.ts';
import { linkRehearsal } from './desk/release/rehearsal-link.ts';
import { ReleaseWatch } from './desk/release/release-watch.ts';
import { startPracticeHost } from './desk/run/practice.ts';
import { Prompts } from './desk/run/prompts.ts';
import { ConsoleIdentity } from './desk/signing/console-identity.ts';
import { Engine } from './engine/engine.ts';
import { Ledger } from './engine/ledger.ts';
import type { Clock, HostTarget } from './engine/ports.ts';
import { systemClock } from './engine/system-clock.ts';
import { Vault } from './engine/vault.ts';
import { Followings } from './host/followings.ts';
import { buildGateParts } from './host/gate-parts.ts';
import { sweepHandedOver, toHandedOver } from './host/handed-over.ts';
import { onTrusted, targetOf } from './host/reaching.ts';
import { sweepCopies } from './host/reading-copy.ts';
import { Readings } from './host/readings.ts';
import { buildShareParts } from './host/share-parts.ts';
import { Takings } from './host/takings.ts';
import { tellLastBytes, watchFromAside } from './host/watching.ts';
import { showInBrowser } from './link/show-in-browser.ts';
import type { ShowDesk } from './link/shown-desk.ts';
import { Outbox } from './notify/outbox.ts';
import { ChannelSecrets, type Keychain } from './notify/secrets.ts';
import { createSenders } from './notify/senders/senders.ts';
import { createPracticeHost } from './practice/practice-host.ts';
import { createChromiumPrinter } from './print/chromium.ts';
import { findChromium } from './print/find-chromium.ts';
import type { PagePrinter } from './print/page-printer.ts';
import { shipped } from './shipped.ts';
import { createHosts } from './ssh/hosts.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';

export interface HostOptions {
  /** The workspace's folder; made where it does not exist. */
  readonly workspace: string;
  /** The person at this console. */
  readonly user: string;
  /** `console` opens for writing if nobody else does; `reader` never asks for the lock. */
  readonly as: 'console' | 'reader';
  /** In words, for whoever finds the workspace held: `Drydock (serve)`. */
  readonly program: string;
  /** Whether it opens for one command only: then it does nothing by itself, neither publish gates nor start what is due. */
  readonly isBrief?: boolean;
  /** It ends with the maintenance it leads, so it starts no other one in its window. */
  readonly leadsOne?: boolean;
  /** The system's, where it has one: secrets of channels are kept by it, and asked for in each session without it. */
  readonly keychain?: Keychain;
  /** Prints PDF; by default a Chromium of this machine, where there is one. */
  readonly printer?: PagePrinter;
  /** Shows a desk that is not this workspace’s; by default in a browser of this machine. */
  readonly showDesk?: ShowDesk;
  /** Whose time counts; the system’s by default. */
  readonly clock?: Clock;
  /** Told of faults of our own; by default written to standard error. */
  readonly report?: (problem: unknown) => void;
}

export interface RunningTask {
  /** Its title. */
  readonly maintenance: string;
  readonly task: string;
  readonly host: string;
  /** How a person reads it: the step's title, and its host. */
  readonly title: string;
}

export interface ConsoleHost {
  readonly desk: Desk;
  /** Whether it writes, and if not, why. */
  readonly access: Store['access'];
  /** Tasks that run on hosts now; quitting asks about them. */
  running(): readonly RunningTask[];
  /** The machine woke up, or the network came back: hosts that wait for their next try are tried now. */
  hurry(): Promise<void>;
  /** Stops following; steps go on on their hosts. Commits what is in hand, closes the store. */
  close(): Promise<void>;
}

export async function openHost(options: HostOptions): Promise<Result<ConsoleHost, Failure>> {
  const report = options.report ?? ((problem: unknown) => console.error('Drydock:', problem));
  const { workspace: folder, user, as, program, clock = systemClock } = options;
  const opened = await openStore({ folder, program, user, as, clock });
  if (!opened.ok) return opened;
  const store = opened.value;

  const news = new News();
  const prompts = new Prompts(news);
  const ledger = new Ledger(store.journal, clock);
  const vault = new Vault();
  const agent = process.env['SSH_AUTH_SOCK'];
  const hosts = createHosts({
    prompter: prompts,
    home: homedir(),
    ...(agent === undefined ? {} : { agent }),
    clock,
    onTrusted: (host, key, fingerprint, algorithm) =>
      onTrusted({ store, ledger, news, user, clock, report }, { host, key, fingerprint, algorithm }),
  });
  const engine = new Engine({
    ledger,
    output: store.output,
    hosts,
    vault,
    clock,
    random: Math.random,
    targetOf: (state, host) => targetOf(store, state, host),
    report,
  });
  const practice = createPracticeHost({ folder: join(folder, 'practice') });
  const reader = new RunbookReader();
  const places = {
    clock,
    hostFiles: hosts,
    targetOf: (host: HostTarget['name']) => toTarget(store, host),
  };
  const senders = createSenders(places);
  const channelSecrets = new ChannelSecrets(join(folder, 'channel-secrets.json'), options.keychain);
  const outbox = new Outbox({
    ledger,
    channel: (name) => {
      const found = findChannel(store, name);
      return found.ok ? found.value : undefined;
    },
    senders,
    secrets: channelSecrets,
    clock,
    random: Math.random,
    report,
  });
  for (const { message, advice, cause } of ledger.damaged()) report(new Error(`${message} ${advice}`, { cause }));
  const identity = new ConsoleIdentity(folder);
  const catalogues = new Catalogues();
  const gateParts = buildGateParts({ store, ledger, catalogues, news, identity, places, desk: () => desk, report });
  const { gates, pendingCounts, gateDoor, publisher } = gateParts;
  const shareParts = buildShareParts({ folder, store, ledger, news, clock, hosts, user, desk: () => desk });
  const { shareDoor } = shareParts;
  const showDesk = options.showDesk ?? showInBrowser({ pages: builtPages(), port: 0, opensBrowser: true });
  const version = readVersion();
  const copies = { folder, store, identity, clock, version, report };
  const readings = new Readings(copies, showDesk, () => news.changed('reading'));
  const sessions = new Map<string, string>();
  const followings = new Followings({ prompter: prompts, user, showDesk, sessions });
  const takings = new Takings({
    prompter: prompts,
    user,
    sessions,
    identity,
    news,
    clock,
    folder: toHandedOver(folder),
    desk: () => desk,
  });
  const parts: DeskParts = {
    store,
    ledger,
    engine,
    vault,
    hosts,
    prompts,
    practice,
    catalogues,
    outbox,
    senders,
    channelSecrets,
    news,
    reader,
    identity,
    gates,
    pendingCounts,
    gateDoor,
    publisher,
    shareDoor,
    followInvite: followings.follow,
    readings,
    takings,
    printer: options.printer ?? createChromiumPrinter(() => findChromium(process.env)),
    clock,
    newMaintenanceId,
    version,
    user,
  };
  const desk: Desk = createDesk(parts, (request, problem) =>
    report(new Error(`${request} failed`, { cause: problem })),
  );

  const backupWatch = new BackupWatch(parts, report);
  const watch = new ReleaseWatch(parts, { startsWindows: options.leadsOne !== true }, report);

  const unsubscribe = [
    ledger.onAppended((id, events, state) => {
      if (events.some((event) => isOfArea(sharingEventSchemas, event) || event.type === 'lead-passed'))
        news.changed('share');
      news.head(id, state.seq, store.log.rows(id));
      news.changed('maintenance');
      gateParts.follow(state);
      if (store.access.kind === 'writer' && isOver(state)) linkRehearsal({ ledger }, state);
    }),
    store.output.onCommitted(({ maintenance, rows }) =>
      news.head(maintenance, ledger.state(maintenance)?.seq ?? 0, rows),
    ),
    hosts.onContact((contact) => news.tellAll({ notice: 'contact', data: { ...contact } })),
    tellLastBytes(hosts, news),
  ];
  if (store.access.kind === 'writer') {
    await takeUpPractice(parts, report);
    engine.recover();
    outbox.recover();
    backupWatch.begin();
    sweepCopies(folder);
    sweepHandedOver(folder, ledger, report);
    if (options.isBrief !== true) {
      unsubscribe.push(await gateParts.begin());
      unsubscribe.push(await shareParts.begin());
      watch.begin();
    }
  } else {
    unsubscribe.push(watchFromAside(parts));
  }

  return succeed({
    desk,
    access: store.access,
    running: () => engine.running().map(({ maintenance, task }) => toRunning(ledger, maintenance, task)),
    async hurry() {
      engine.hurry();
      publisher.look();
      await watch.wake();
    },
    async close() {
      for (const end of unsubscribe) end();
      await watch.close();
      await backupWatch.close();
      await gateParts.close();
      await shareParts.close();
      await takings.close();
      await followings.close();
      await readings.close();
      await outbox.close();
      await engine.close();
      await hosts.close();
      await practice.stop();
      await reader.close();
      await store.close();
    },
  });
}

function toRunning(ledger: Ledger, id: MaintenanceId, task: TaskId): RunningTask {
  const state = ledger.state(id);
  const found = state === undefined ? undefined : findTask(state, task);
  if (state === undefined || found === undefined) return { maintenance: id, task, host: '', title: task };
  return { maintenance: state.title, task, host: found.host ?? '', title: toTaskTitle(state, found) };
}

/** A practice run that was left needs its host back, before its steps are asked for. */
async function takeUpPractice(parts: DeskParts, report: (problem: unknown) => void): Promise<void> {
  const isLeft = parts.ledger
    .list()
    .flatMap((id) => parts.ledger.state(id) ?? [])
    .some((state) => state.isPractice && !isOver(state));
  if (!isLeft) return;
  const started = await startPracticeHost(parts, { anew: false });
  if (!started.ok) report(started.failure);
}

/** 80 random bits: unique without asking anybody. */
function newMaintenanceId(): MaintenanceId {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length]);
  return maintenanceIdSchema.parse(`m-${letters.join('')}`);
}

function readVersion(): string {
  const text = readFileSync(shipped('package.json'), 'utf8');
  return String((JSON.parse(text) as { version: unknown }).version);
}
