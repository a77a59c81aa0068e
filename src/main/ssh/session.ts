/** A session on a host: opened ahead, it waits with its shell started; then it takes one request, answers it, and ends. */
import { randomBytes } from 'node:crypto';
import type { ClientChannel } from 'ssh2';
import type { Clock, StreamName } from '../engine/ports.ts';
import type { Connection } from './connection.ts';
import { FrameScanner } from './frames.ts';
import { sessionCommand } from './host-script.ts';

/** What a login shell may print before ours speaks. More is no shell we can use. */
const noiseLimitBytes = 65_536;

export interface Greeting {
  readonly bootId: string | undefined;
  /** Seconds of the host's own clock. */
  readonly tick: number;
}

export interface Conversation {
  /** Bytes between frames. While a promise is open nothing more is read. */
  bytes(stream: StreamName, bytes: Buffer): Promise<void> | void;
  /** A frame that is not the answer. */
  frame(words: readonly string[]): void;
}

/** The answer with everything before it delivered; `undefined` where the session ended without one. */
export type Answer = readonly string[] | undefined;

export interface Session {
  readonly greeting: Greeting;
  /** By the console's clock, when the greeting came. */
  readonly openedAtMs: number;
  isOpen(): boolean;
  /** `request` gets the secret word of the frames. Called once. */
  converse(request: (word: string) => string, conversation: Conversation): Promise<Answer>;
  /** Ends it, asked or not: its shell reads the end of its input, or dies by its next write. */
  drop(): void;
}

/** Rejects where no session can be had, or what answers is no shell of ours. */
export async function openSession(connection: Connection, shell: string, clock: Clock): Promise<Session> {
  const hello = `drydock-${randomBytes(8).toString('hex')}`;
  const channel = await connection.exec(sessionCommand(hello, shell));
  let isOpen = true;
  const closed = new Promise<void>((resolve) => {
    channel.once('close', () => {
      isOpen = false;
      resolve();
    });
  });
  // An error on a channel is told again by its close, which is where it is handled.
  channel.on('error', () => {});
  channel.stderr.on('error', () => {});
  const [words] = await Promise.all([
    greetingOn(channel, hello, closed),
    greetingOn(channel.stderr, hello, closed),
  ]).catch((error) => {
    channel.destroy();
    throw error;
  });
  const [, boot, tick] = words;
  return {
    greeting: { bootId: boot === '-' ? undefined : boot, tick: Number(tick) },
    openedAtMs: clock.now(),
    isOpen: () => isOpen,
    converse: (request, conversation) => converse(channel, closed, request, conversation),
    drop: () => channel.destroy(),
  };
}

async function converse(
  channel: ClientChannel,
  closed: Promise<void>,
  request: (word: string) => string,
  conversation: Conversation,
): Promise<Answer> {
  const word = randomBytes(16).toString('hex');
  const ends: Promise<Answer>[] = [
    listen(channel, 'stdout', word, conversation),
    listen(channel.stderr, 'stderr', word, conversation),
  ];
  channel.write(request(word));
  const [answer, end] = await Promise.all([...ends, closed]);
  // The answer stands behind the last byte of one stream; the other stream's end proves that it is whole too.
  return answer === undefined || end === undefined ? undefined : answer;
}

/** Reads one stream to its end. The last frame is its answer, if nothing follows it. */
function listen(
  stream: NodeJS.ReadableStream,
  name: StreamName,
  word: string,
  conversation: Conversation,
): Promise<Answer> {
  const scanner = new FrameScanner(word);
  let answer: Answer;
  return new Promise((resolve, reject) => {
    let work = Promise.resolve();
    const take = async (chunk: Buffer) => {
      for (const piece of scanner.push(chunk)) {
        if (piece.kind === 'bytes') {
          const wait = conversation.bytes(name, piece.bytes);
          if (wait !== undefined) await wait;
        } else if (piece.words[0] === 'end' || piece.words[0] === 'answer') {
          answer = piece.words.slice(1);
        } else {
          conversation.frame(piece.words);
        }
      }
    };
    stream.on('data', (chunk: Buffer) => {
      stream.pause();
      work = take(chunk).then(() => void stream.resume(), reject);
    });
    stream.once('end', () => {
      work
        .then(async () => {
          const rest = scanner.flush();
          if (rest.length > 0) await conversation.bytes(name, rest);
          resolve(answer);
        })
        .catch(reject);
    });
    stream.resume();
  });
}

/** Waits for our own first line, over whatever the login shell printed before it. */
function greetingOn(stream: NodeJS.ReadableStream, hello: string, closed: Promise<void>): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      seen = Buffer.concat([seen, chunk]);
      const at = seen.indexOf(`${hello} `);
      const end = at < 0 ? -1 : seen.indexOf(0x0a, at);
      if (end < 0 && seen.length < noiseLimitBytes) return;
      stream.removeListener('data', onData);
      stream.pause();
      const words = end < 0 ? [] : seen.toString('latin1', at, end).split(' ').slice(1);
      if (words[0] === 'ready') resolve(words);
      else reject(new Error(`no shell that Drydock can use: ${seen.toString('utf8', 0, 500).trim()}`));
    };
    stream.on('data', onData);
    closed.then(() => reject(new Error(`the session ended: ${seen.toString('utf8', 0, 500).trim()}`)));
  });
}
