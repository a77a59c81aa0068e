/** A session on a host: opened ahead, it waits with its shell started; then it takes one request, answers it, and ends. */
import { randomBytes } from 'node:crypto';
import type { ClientChannel } from 'ssh2';
import type { Clock, ScriptExit, StreamName } from '../engine/ports.ts';
import type { Connection } from './connection.ts';
import { FrameScanner, type Piece } from './frames.ts';
import { type SleepKind, sessionCommand, sessionPreamble } from './host-script.ts';

/** What a login shell may print before ours speaks. More is no shell we can use. */
const noiseLimitBytes = 65_536;

export interface Greeting {
  readonly bootId: string | undefined;
  /** Seconds of the host's own clock. */
  readonly tick: number;
  readonly sleep: SleepKind;
}

export interface Conversation {
  /** Bytes between frames. While a promise is open nothing more is read. */
  bytes(stream: StreamName, bytes: Buffer): Promise<void> | void;
  /** A frame that is not the answer. */
  frame(words: readonly string[]): void;
}

/** How a session ended, with everything before it delivered. */
export interface Ending {
  /** The answer of our own shell text; `undefined` where the session ended without one. */
  readonly answer: readonly string[] | undefined;
  /** What the SSH server says of the session's process; `undefined` where it said nothing. */
  readonly exit: ScriptExit | undefined;
}

export interface Session {
  readonly greeting: Greeting;
  /** By the console's clock, when the greeting came. */
  readonly openedAtMs: number;
  /** Whether it is worth a request, as far as that is known here: its host may have ended it a moment ago. */
  isOpen(): boolean;
  /** `request` gets the secret word of the frames. Called once. */
  converse(request: (word: string) => string, conversation: Conversation): Promise<Ending>;
  /** A signal to the session's process group, as far as the SSH server allows it. */
  signal(name: 'TERM' | 'KILL'): void;
  /** Ends it, asked or not: its shell reads the end of its input, or dies by its next write. */
  drop(): void;
}

/** Rejects where no session can be had, or what answers is no shell of ours, or nothing answers within `timeoutMs`. */
export async function openSession(
  connection: Connection,
  shell: string,
  clock: Clock,
  timeoutMs: number,
  sleep?: SleepKind,
): Promise<Session> {
  const hello = `drydock-${randomBytes(8).toString('hex')}`;
  const late = Promise.withResolvers<never>();
  const takeBack = clock.after(timeoutMs, () => late.reject(new Error(`no answer within ${timeoutMs / 1000} s`)));
  try {
    const opening = connection.exec(sessionCommand(hello, shell, sleep));
    // A channel that comes after all is of no use to anybody.
    late.promise.catch(() =>
      opening.then(
        (channel) => channel.destroy(),
        () => {},
      ),
    );
    const channel = await Promise.race([opening, late.promise]);
    return await Promise.race([greet(connection, channel, hello, clock), late.promise]);
  } finally {
    takeBack();
  }
}

async function greet(connection: Connection, channel: ClientChannel, hello: string, clock: Clock): Promise<Session> {
  let isOpen = true;
  const closed = new Promise<void>((resolve) => channel.once('close', () => resolve()));
  // While nobody reads, a channel says nothing of its close; that its process has ended it does say.
  channel.once('exit', () => {
    isOpen = false;
  });
  // An error on a channel is told again by its close, which is where it is handled.
  channel.on('error', () => {});
  channel.stderr.on('error', () => {});
  channel.write(sessionPreamble());
  const [words] = await Promise.all([greetingOn(channel, hello), greetingOn(channel.stderr, hello)]).catch((error) => {
    channel.destroy();
    throw error;
  });
  const [, boot, tick, sleep] = words;
  return {
    greeting: { bootId: boot === '-' ? undefined : boot, tick: Number(tick), sleep: sleep === 'fine' ? 'fine' : 'no' },
    openedAtMs: clock.now(),
    isOpen: () => isOpen && connection.isOpen(),
    converse: (request, conversation) => converse(channel, closed, request, conversation),
    signal: (name) => void channel.signal(name),
    drop: () => channel.destroy(),
  };
}

/**
 * As `converse`, and no longer than `signal` allows: a host that is silent would tell only at its next write that nobody listens
 * any more, so whoever leaves does not wait for that.
 */
export function converseUntil(
  session: Session,
  request: (word: string) => string,
  conversation: Conversation,
  signal: AbortSignal,
): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      session.drop();
      resolve({ answer: undefined, exit: undefined });
    };
    // It may have been called off while the session was being had: then nothing is said on it at all.
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    session
      .converse(request, conversation)
      .finally(() => signal.removeEventListener('abort', leave))
      .then(resolve, reject);
  });
}

async function converse(
  channel: ClientChannel,
  closed: Promise<void>,
  request: (word: string) => string,
  conversation: Conversation,
): Promise<Ending> {
  const word = randomBytes(16).toString('hex');
  let exit: ScriptExit | undefined;
  channel.once('exit', (status: number | null, signal?: string) => {
    const name = (signal ?? 'unknown').replace(/^SIG/, '');
    exit = status === null ? { kind: 'signalled', signal: name } : { kind: 'exited', status };
  });
  const listening = [
    listen(channel, 'stdout', word, conversation),
    listen(channel.stderr, 'stderr', word, conversation),
  ];
  // The end of the input is the end of a large script; nobody there reads further in any case.
  channel.end(request(word));
  // Whoever listens may fail (a full disk): then the session is of no use, and its end must not be waited for.
  const [[answer, end]] = await Promise.all([Promise.all(listening), closed]).catch((error) => {
    channel.destroy();
    throw error;
  });
  // The answer stands behind the last byte of one stream; the other stream's end proves that it is whole too.
  return { answer: end === undefined ? undefined : answer, exit };
}

/** Reads one stream to its end. Resolves to the words of its last frame, if that was an answer. */
function listen(
  stream: NodeJS.ReadableStream,
  name: StreamName,
  word: string,
  conversation: Conversation,
): Promise<readonly string[] | undefined> {
  const scanner = new FrameScanner(word);
  let answer: readonly string[] | undefined;
  let busy = Promise.resolve();

  /** Waits only where the receiver does: most chunks are taken at once, and the stream flows on. */
  const take = (pieces: readonly Piece[]): Promise<void> | undefined => {
    for (const [index, piece] of pieces.entries()) {
      if (piece.kind === 'bytes') {
        const wait = conversation.bytes(name, piece.bytes);
        if (wait !== undefined) return wait.then(() => take(pieces.slice(index + 1)));
      } else if (piece.words[0] === 'end' || piece.words[0] === 'answer') {
        answer = piece.words.slice(1);
      } else {
        conversation.frame(piece.words);
      }
    }
    return undefined;
  };

  return new Promise((resolve, reject) => {
    const receive = (cut: () => readonly Piece[]) => {
      try {
        const wait = take(cut());
        if (wait === undefined) return;
        stream.pause();
        busy = wait.then(() => void stream.resume());
        busy.catch(reject);
      } catch (error) {
        reject(error);
      }
    };
    stream.on('data', (chunk: Buffer) => receive(() => scanner.push(chunk)));
    stream.once('end', () => {
      busy.then(() => {
        const rest = scanner.flush();
        if (rest.length > 0) receive(() => [{ kind: 'bytes', bytes: rest }]);
        busy.then(() => resolve(answer), reject);
      }, reject);
    });
    stream.resume();
  });
}

/** Waits for our own first line, over whatever the login shell printed before it, or for the end of the stream. */
function greetingOn(stream: NodeJS.ReadableStream, hello: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      seen = Buffer.concat([seen, chunk]);
      const at = seen.indexOf(`${hello} `);
      const end = at < 0 ? -1 : seen.indexOf(0x0a, at);
      if (end < 0 && seen.length < noiseLimitBytes) return;
      stream.removeListener('data', onData);
      stream.removeListener('end', onEnd);
      stream.pause();
      const words = end < 0 ? [] : seen.toString('latin1', at, end).split(' ').slice(1);
      if (words[0] === 'ready') resolve(words);
      else reject(new Error(`no shell that Drydock can use: ${seen.toString('utf8', 0, 500).trim()}`));
    };
    // Not the close of the channel: it comes only once both streams are read to their ends, and one may have greeted and rest.
    const onEnd = () => reject(new Error(`the session ended: ${seen.toString('utf8', 0, 500).trim()}`));
    stream.on('data', onData);
    stream.once('end', onEnd);
  });
}
