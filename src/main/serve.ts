/** The console in a browser: the same host and the same page as in Electron, on loopback. Ctrl-C leaves; steps go on. */
import { homedir, userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { type Failure, type Result, succeed } from '../core/result.ts';
import { builtPages } from './built-pages.ts';
import { type ConsoleHost, openHost } from './host.ts';
import { openBrowser } from './link/browser.ts';
import { openServer } from './link/server.ts';
import { workspaceFolder } from './workspace-folder.ts';

export interface ServeOptions {
  readonly host: ConsoleHost;
  /** The person at this console; every screen that connects is theirs. */
  readonly user: string;
  /** 0: any free one. */
  readonly port: number;
  readonly opensBrowser: boolean;
  /** The folder of the built page, where it is not the build's own. */
  readonly pages?: string;
}

export interface Serving {
  /** Lets one browser in, once. */
  readonly url: string;
  readonly port: number;
  /** Closes the door. The host stays open: it is whoever opened it who closes it. */
  close(): Promise<void>;
}

/** Serves a host that is open. Fails with `port-taken`. */
export async function serve(options: ServeOptions): Promise<Result<Serving, Failure<'port-taken'>>> {
  const opened = await openServer({
    desk: options.host.desk,
    callerOf: (connection) => ({
      id: connection,
      actor: { kind: 'person', name: options.user },
      rights: new Set(['read', 'draft', 'lead']),
    }),
    pages: options.pages ?? builtPages(),
    port: options.port,
  });
  if (!opened.ok) return opened;
  const { port, invite, close } = opened.value;
  const url = invite();
  if (options.opensBrowser) openBrowser(url);
  return succeed({ url, port, close });
}

/** What is said when the console is left while steps run: they are not lost, and how to come back. */
export function farewell(running: ReturnType<ConsoleHost['running']>): string {
  if (running.length === 0) return 'Drydock has closed. Nothing was running.';
  const tasks = running.map(({ title }) => title).join(', ');
  return `Drydock has detached. Still running: ${tasks}. Start it again to go on following.`;
}

/** Resolves at the first Ctrl-C or request to end. A second one ends the process at once. */
export function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

/** `node out/main/serve.js [--workspace DIR] [--port N] [--open]`, as `npm start` does where Electron cannot be had. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      workspace: { type: 'string' },
      port: { type: 'string', default: '0' },
      open: { type: 'boolean', default: false },
    },
  });
  const { platform, env: environment } = process;
  const workspace = values.workspace ?? workspaceFolder({ platform, home: homedir(), environment });
  const user = userInfo().username;
  const opened = await openHost({ workspace, user, as: 'console', program: 'Drydock (browser)' });
  if (!opened.ok) return refuse(opened.failure);
  const host = opened.value;
  const serving = await serve({ host, user, port: Number(values.port), opensBrowser: values.open });
  if (!serving.ok) {
    await host.close();
    return refuse(serving.failure);
  }
  // Listened for before anybody is told that we are here: who reads the line may end us with the next.
  const toldToEnd = untilToldToEnd();
  console.log(`Drydock is at ${serving.value.url} (works once; Ctrl-C leaves, and steps go on)`);
  await toldToEnd;
  await serving.value.close();
  console.log(farewell(host.running()));
  await host.close();
  return 0;
}

function refuse({ message, advice }: Failure): number {
  console.error(advice === undefined ? message : `${message} ${advice}`);
  return 1;
}

if (import.meta.main) process.exitCode = await main();
