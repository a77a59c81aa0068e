/** A small SSH server on loopback, for the practice host and for tests: it runs what it is told, and can be told to fail. */
import { type ChildProcess, spawn } from 'node:child_process';
import { timingSafeEqual } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { AuthContext, Connection, PublicKeyAuthContext, ServerChannel, Session } from 'ssh2';
import ssh2 from 'ssh2';
import { algorithms } from './algorithms.ts';

export type ExecChannel = ServerChannel;

/** Connections beyond this are closed at once; channels beyond it are refused. */
const connectionLimit = 100;
const sessionLimit = 100;

export interface SshServerOptions {
  /** A private key in OpenSSH's form. */
  readonly hostKey: string;
  /** Public keys as lines of `authorized_keys`, without options; any user name may log in with one. */
  readonly authorizedKeys: readonly string[];
  /** 0 for a free one. */
  readonly port: number;
  /** A command has come. `environment` is what the client set before it. Nothing is answered before this answers. */
  readonly onExec: (command: string, channel: ExecChannel, environment: ReadonlyMap<string, string>) => void;
  /** What went wrong with a connection; a lost one is not worth a word. */
  readonly onError?: (error: Error) => void;
}

export interface SshServer {
  readonly port: number;
  connections(): number;
  /** Cuts every connection now, as a network that goes away would. New ones are served. */
  dropConnections(): void;
  /** Neither reads nor writes for `forMs`, on open and new connections alike; then goes on where it was. */
  freeze(forMs: number): void;
  /** Cuts everything, listens to nothing for `downMs`, and comes back on the same port with the same key. */
  restart(downMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 only. Rejects where the port is taken. */
export async function startSshServer(options: SshServerOptions): Promise<SshServer> {
  const sockets = new Set<Socket>();
  let frozenUntil: NodeJS.Timeout | undefined;
  let isClosed = false;

  const ssh = new ssh2.Server({ hostKeys: [options.hostKey], algorithms: algorithms() });
  ssh.on('connection', (connection) => serve(connection, options));
  ssh.on('error', (error: Error) => options.onError?.(error));

  const listener = createServer((socket) => {
    if (sockets.size >= connectionLimit) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.once('close', () => sockets.delete(socket));
    // A cut connection is what this server is for; ssh2 hears of it by `close`.
    socket.on('error', () => socket.destroy());
    ssh.injectSocket(socket);
    if (frozenUntil !== undefined) hold(socket);
  });
  const port = await listen(listener, options.port);

  const dropConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  const thaw = () => {
    clearTimeout(frozenUntil);
    frozenUntil = undefined;
    for (const socket of sockets) release(socket);
  };
  const stopListening = () =>
    new Promise<void>((resolve) => {
      listener.close(() => resolve());
      dropConnections();
    });

  return {
    port,
    connections: () => sockets.size,
    dropConnections,
    freeze(forMs) {
      clearTimeout(frozenUntil);
      frozenUntil = setTimeout(thaw, forMs);
      for (const socket of sockets) hold(socket);
    },
    async restart(downMs) {
      thaw();
      await stopListening();
      await new Promise((resolve) => setTimeout(resolve, downMs));
      if (!isClosed) await listen(listener, port);
    },
    async close() {
      isClosed = true;
      thaw();
      if (listener.listening) await stopListening();
      else dropConnections();
    },
  };
}

/** Joins a child process to a channel: bytes both ways with backpressure, then its exit. A gone client closes the child's pipes. */
export function attachProcess(child: ChildProcess, channel: ExecChannel): void {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('the child needs three pipes');
  // A process may end without reading its input, and a client may leave without reading its output.
  stdin.on('error', () => stdin.destroy());
  channel.on('error', () => child.kill('SIGHUP'));
  channel.pipe(stdin);
  stdout.pipe(channel, { end: false });
  stderr.pipe(channel.stderr, { end: false });
  channel.once('close', () => {
    stdin.destroy();
    stdout.destroy();
    stderr.destroy();
    // What it started may run on for hours: whoever serves it may leave meanwhile.
    child.unref();
  });
  child.once('error', (error) => {
    channel.stderr.write(`${error.message}\n`);
    channel.exit(127);
    channel.end();
  });
  child.once('close', (status, signal) => {
    if (signal !== null) channel.exit(signal.replace(/^SIG/, ''));
    else channel.exit(status ?? 255);
    channel.end();
  });
}

/** Runs a command as sshd would: by `sh -c`, in a process group of its own, with this environment and nothing else. */
export function spawnCommand(command: string, environment: Readonly<Record<string, string>>, folder: string) {
  return spawn('/bin/sh', ['-c', command], {
    env: { ...environment },
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

function serve(connection: Connection, options: SshServerOptions): void {
  let sessions = 0;
  connection.on('error', (error: Error & { code?: string }) => {
    if (error.code !== 'ECONNRESET') options.onError?.(error);
  });
  connection.on('authentication', (context) => authenticate(context, options.authorizedKeys));
  connection.on('session', (accept, reject) => {
    if (sessions >= sessionLimit) {
      reject();
      return;
    }
    sessions += 1;
    const session = accept();
    session.once('close', () => {
      sessions -= 1;
    });
    serveSession(session, options);
  });
}

function serveSession(session: Session, options: SshServerOptions): void {
  const environment = new Map<string, string>();
  session.on('env', (accept, _reject, info) => {
    const { key, val } = info as { key: string; val: string };
    if (environment.size < 100) environment.set(key, val);
    accept?.();
  });
  session.on('exec', (accept, _reject, info) => {
    options.onExec(info.command, accept(), environment);
  });
}

function authenticate(context: AuthContext, authorizedKeys: readonly string[]): void {
  if (context.method !== 'publickey') {
    context.reject(['publickey']);
    return;
  }
  const isAllowed = authorizedKeys.some((line) => isShownBy(context, line));
  if (isAllowed) context.accept();
  else context.reject(['publickey']);
}

/** Whether this is the key; and, where the client proves that it holds it, whether the proof is good. */
function isShownBy(context: PublicKeyAuthContext, line: string): boolean {
  const key = ssh2.utils.parseKey(line);
  if (key instanceof Error) throw new Error('an authorized key cannot be read', { cause: key });
  const known = key.getPublicSSH();
  if (known.length !== context.key.data.length || !timingSafeEqual(known, context.key.data)) return false;
  if (context.signature === undefined || context.blob === undefined) return true;
  return key.verify(context.blob, context.signature, context.hashAlgo) === true;
}

function hold(socket: Socket): void {
  socket.pause();
  socket.cork();
}

function release(socket: Socket): void {
  while (socket.writableCorked > 0) socket.uncork();
  socket.resume();
}

function listen(listener: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, '127.0.0.1', () => {
      listener.removeListener('error', reject);
      resolve((listener.address() as AddressInfo).port);
    });
  });
}
