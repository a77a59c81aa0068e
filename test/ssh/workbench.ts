/** A workbench for the tests of steps: a real sshd, the hosts, and short words for what is done with them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttemptKey, HostName, MaintenanceId, TaskId } from '../../src/core/ids.ts';
import type { Result } from '../../src/core/result.ts';
import type { Secret } from '../../src/core/text/secret.ts';
import type {
  Clock,
  HostContact,
  HostFailure,
  Hosts,
  HostTarget,
  Inspection,
  Prompt,
  SpoolOffsets,
  StreamName,
} from '../../src/main/engine/ports.ts';
import { createHosts, type HostsOptions } from '../../src/main/ssh/hosts.ts';
import { type Sshd, type SshdOptions, startSshd } from '../fixtures/sshd/sshd.ts';

export interface Step {
  readonly result: Result<Inspection, HostFailure>;
  readonly started: readonly { pid?: number; bootId?: string }[];
  stdout(): string;
  stderr(): string;
  bytes(stream: StreamName): Buffer;
}

export interface RunOptions {
  readonly task?: TaskId;
  readonly attempt?: number;
  readonly environment?: readonly (readonly [string, string | Secret])[];
  readonly mode?: 'durable' | 'direct';
  readonly from?: SpoolOffsets;
  readonly target?: HostTarget;
  readonly signal?: AbortSignal;
  readonly onBytes?: (stream: StreamName, bytes: Uint8Array) => Promise<void> | void;
}

export interface WorkbenchOptions {
  readonly sshd?: SshdOptions;
  /** In place of OpenSSH's own. */
  readonly start?: () => Promise<Sshd>;
  readonly hosts?: Partial<HostsOptions>;
  readonly answer?: (prompt: Prompt) => readonly string[] | undefined;
}

export const clock: Clock = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

export const never = new AbortController().signal;
const start = { stdout: 0, stderr: 0 };

export type Workbench = Awaited<ReturnType<typeof openWorkbench>>;

export async function openWorkbench(options: WorkbenchOptions = {}) {
  const sshd: Sshd = await (options.start?.() ?? startSshd(options.sshd));
  const prompts: Prompt[] = [];
  const contacts: HostContact[] = [];
  const trusted: string[] = [];
  const makeHosts = (more: Partial<HostsOptions> = {}) => {
    const hosts = createHosts({
      prompter: {
        async ask(prompt) {
          prompts.push(prompt);
          return options.answer?.(prompt);
        },
      },
      onTrusted: (_host, _key, fingerprint) => trusted.push(fingerprint),
      clock,
      home: sshd.folder,
      knownHostsFiles: [join(sshd.folder, 'known_hosts')],
      ...options.hosts,
      ...more,
    });
    hosts.onContact((contact) => contacts.push(contact));
    return hosts;
  };
  const target: HostTarget = {
    name: 'host-1' as HostName,
    address: '127.0.0.1',
    port: sshd.port,
    user: sshd.user,
    identityFile: sshd.identityFile,
    pins: [sshd.hostKey],
  };
  const hosts = makeHosts();
  const maintenance = 'm-tested' as MaintenanceId;
  let count = 0;
  const newTask = () => `step-${++count}@host-1` as TaskId;
  const key = (task: TaskId, attempt = 1): AttemptKey => ({ maintenance, task, attempt });

  const collect = async (
    work: (sink: Parameters<Hosts['run']>[2]) => Promise<Result<Inspection, HostFailure>>,
    onBytes: RunOptions['onBytes'],
  ): Promise<Step> => {
    const chunks = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
    const started: { pid?: number; bootId?: string }[] = [];
    const result = await work({
      started: (facts) => void started.push(facts),
      bytes(stream, bytes) {
        chunks[stream].push(bytes);
        return onBytes?.(stream, bytes);
      },
    });
    const bytes = (stream: StreamName) => Buffer.concat(chunks[stream]);
    return { result, started, bytes, stdout: () => `${bytes('stdout')}`, stderr: () => `${bytes('stderr')}` };
  };

  return {
    sshd,
    hosts,
    target,
    prompts,
    contacts,
    trusted,
    makeHosts,
    newTask,
    key,
    run(script: string, more: RunOptions = {}, by = hosts): Promise<Step> {
      const { task = newTask(), attempt, environment = [], mode = 'durable', from = start } = more;
      const order = {
        key: key(task, attempt),
        target: more.target ?? target,
        script,
        environment: new Map(environment),
        mode,
      };
      return collect((sink) => by.run(order, from, sink, more.signal ?? never), more.onBytes);
    },
    follow(task: TaskId, from: SpoolOffsets = start, more: RunOptions = {}, by = hosts): Promise<Step> {
      const { attempt, signal = never } = more;
      return collect((sink) => by.follow(more.target ?? target, key(task, attempt), from, sink, signal), more.onBytes);
    },
    clock,
    /** Over another way to the same host, so that its connection is warm. */
    inspectAt: (to: HostTarget, task: TaskId) => hosts.inspect(to, key(task), never),
    inspect: (task: TaskId, by = hosts) => by.inspect(target, key(task), never),
    end: (task: TaskId, graceMs = 2_000, by = hosts) => by.end(target, key(task), graceMs),
    clean: (task: TaskId, by = hosts) => by.clean(target, key(task)),
    homeFile(name: string): string | undefined {
      const path = join(sshd.home, name);
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    },
    homeBytes: (name: string) => readFileSync(join(sshd.home, name)),
    /** Of a login, in words: what a script must have. */
    umask: () => execFileSync('/bin/sh', ['-c', 'umask -S'], { encoding: 'utf8' }).trim(),
    /** Ids of the processes that sessions of this server began and whose command line begins so. */
    processes(command: string): number[] {
      return readdirSync('/proc')
        .filter((entry) => /^\d+$/.test(entry))
        .filter((pid) => (readOf(pid, 'cmdline') ?? '').replaceAll('\0', ' ').startsWith(command))
        .filter((pid) => readOf(pid, 'environ')?.split('\0').includes(`HOME=${sshd.sessionHome}`))
        .map(Number);
    },
    /** Tasks whose spool is there, in any maintenance. */
    spools(): string[] {
      const runs = join(sshd.home, '.drydock', 'runs');
      if (!existsSync(runs)) return [];
      return readdirSync(runs).flatMap((maintenance) => readdirSync(join(runs, maintenance)));
    },
    async close() {
      await hosts.close();
      await sshd.close();
    },
  };
}

/** Something of a process; `undefined` where it ended while we looked. */
function readOf(pid: string, what: 'cmdline' | 'environ'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** Sends it to each of them that is still there: a session has short-lived processes, too. */
export function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
