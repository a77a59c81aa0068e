/** The hosts, as the engine sees them: each kept warm by itself, each request to the right one. */
import { join } from 'node:path';
import type { HostName } from '../../core/ids.ts';
import { type Result, succeed } from '../../core/result.ts';
import type {
  Clock,
  HostContact,
  HostFailure,
  HostFiles,
  HostQuestions,
  Hosts,
  HostTarget,
  Prompter,
} from '../engine/ports.ts';
import { checkHost, type HostCheck } from './check.ts';
import { type Connection, type ConnectionLimits, openConnection } from './connection.ts';
import { DirectSteps } from './direct.ts';
import { cleanDurable, endDurable, followDurable, inspectDurable, runDurable } from './durable.ts';
import { readHostFile, writeHostFile } from './files.ts';
import { OrderMemory } from './order-memory.ts';
import { askHost } from './question.ts';
import { boot } from './requests.ts';
import { type HostScan, scanHost } from './scan.ts';
import { WarmHost, type WarmHostMeans } from './warm-host.ts';

export interface HostsOptions {
  readonly prompter: Prompter;
  /** A person trusted a key never seen: to be pinned, with who and when. */
  readonly onTrusted: (host: HostName, key: string, fingerprint: string, algorithm: string) => void;
  readonly clock: Clock;
  /** The folder that holds `.ssh`. */
  readonly home: string;
  /** Default: those of OpenSSH. */
  readonly knownHostsFiles?: readonly string[];
  /** Path of the agent's socket. */
  readonly agent?: string;
  readonly limits?: Partial<ConnectionLimits>;
  /** The shell of the hosts, one word or `busybox sh`. */
  readonly shell?: string;
  readonly random?: () => number;
}

/** What a person asks of a host before trusting it with steps: `host.scan` and `host.check` of the contract. */
export interface HostExamination {
  /** Reads the key a host shows and what is known of it. Logs in nowhere (but at a jump host), trusts nothing. */
  scan(target: HostTarget, signal: AbortSignal): Promise<Result<HostScan, HostFailure>>;
  /** Connects, and says who answers and whether durable steps can run there. */
  check(target: HostTarget, signal: AbortSignal): Promise<Result<HostCheck, HostFailure>>;
}

/** Ways through a host to what it alone reaches, on a connection of their own. */
export interface HostWays {
  /** Whoever opens it ends it. */
  open(target: HostTarget, signal: AbortSignal): Promise<Result<Connection, HostFailure>>;
}

export function createHosts(options: HostsOptions): Hosts & HostExamination & HostFiles & HostQuestions & HostWays {
  const hosts = new Map<string, WarmHost>();
  /** Those that another took the place of while they were being reached for somebody. */
  const former = new Set<WarmHost>();
  const listeners = new Set<(contact: HostContact) => void>();
  const { clock, home } = options;
  const direct = new DirectSteps(clock);
  const orders = new OrderMemory();
  let isClosed = false;
  const means: WarmHostMeans = {
    prompter: options.prompter,
    onTrusted: options.onTrusted,
    clock,
    home,
    agent: options.agent,
    knownHostsFiles: options.knownHostsFiles ?? [
      join(home, '.ssh', 'known_hosts'),
      join(home, '.ssh', 'known_hosts2'),
      '/etc/ssh/ssh_known_hosts',
    ],
    limits: { connectMs: 15_000, keepaliveMs: 10_000, keepaliveCount: 3, ...options.limits },
    shell: options.shell ?? '/bin/sh',
    random: options.random ?? Math.random,
  };

  /** One for each target as it is now: a host whose address or key was changed is another one. */
  function warmHost(target: HostTarget): WarmHost {
    const id = idOf(target);
    const known = hosts.get(id);
    if (known !== undefined) return known;
    for (const [otherId, other] of hosts) {
      if (other.target.name !== target.name || other.isWarm()) continue;
      hosts.delete(otherId);
      former.add(other);
    }
    for (const other of former) if (other.isIdle()) former.delete(other);
    const jump = target.jump === undefined ? undefined : warmHost(target.jump);
    const host = new WarmHost(target, jump, means, (contact) => {
      for (const listener of listeners) listener(contact);
    });
    // Who comes after the end (the removal of a spool, say) is told so, and keeps no connection open.
    if (isClosed) host.close();
    else hosts.set(id, host);
    return host;
  }

  return {
    warm(target) {
      const host = hosts.get(idOf(target));
      return host?.isWarm() === true ? boot(host.bootId()) : undefined;
    },
    async connect(target, signal) {
      const host = warmHost(target);
      const ready = await host.prepare(signal);
      return ready.ok ? succeed(boot(host.bootId())) : ready;
    },
    run(order, from, sink, signal) {
      const host = warmHost(order.target);
      if (order.mode === 'direct') return direct.run(host, order, sink, signal);
      return orders.watch(order.key, runDurable(host, order, from, sink, clock, signal));
    },
    follow: (target, key, from, sink, signal) => followDurable(warmHost(target), key, from, sink, clock, signal),
    inspect: (target, key, signal) => inspectDurable(warmHost(target), key, clock, signal),
    async end(target, key, graceMs) {
      const host = warmHost(target);
      return (await direct.end(host, key, graceMs)) ?? endDurable(host, key, graceMs, clock);
    },
    clean: (target, key) => cleanDurable(warmHost(target), key, orders.isSettled(key), clock),
    async scan(target, signal) {
      const through = await (target.jump === undefined ? undefined : warmHost(target.jump).connect(signal));
      if (through !== undefined && !through.ok) return through;
      return scanHost(target, means, signal, through?.value);
    },
    async open(target, signal) {
      const through = await (target.jump === undefined ? undefined : warmHost(target.jump).connect(signal));
      if (through !== undefined && !through.ok) return through;
      return openConnection(target, means, signal, through?.value);
    },
    check: (target, signal) => checkHost(warmHost(target), signal),
    ask: (target, question, signal) => askHost(warmHost(target), question, clock, signal),
    readFile: (target, path, limitBytes, signal) => readHostFile(warmHost(target), path, limitBytes, signal),
    writeFile: (target, path, bytes, signal) => writeHostFile(warmHost(target), path, bytes, signal),
    contacts: () => [...hosts.values()].map((host) => host.contact()),
    onContact(call) {
      listeners.add(call);
      return () => listeners.delete(call);
    },
    async close() {
      isClosed = true;
      for (const host of [...hosts.values(), ...former]) host.close();
      hosts.clear();
      former.clear();
    },
  };
}

function idOf(target: HostTarget): string {
  return JSON.stringify(target);
}
