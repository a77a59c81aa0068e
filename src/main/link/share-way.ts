/** The way to somebody else’s door for followers: a stream there, over a bastion or straight, and nothing said on it before its key is the one the invite names. */
import { type IncomingMessage, request } from 'node:http';
import { connect as connectPlainly } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectSecurely } from 'node:tls';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import type { InviteLink } from '../../core/sharing/invite-link.ts';
import { toCertificatePin } from './share-certificate.ts';

const connectMs = 15_000;
const answerLimitBytes = 4_096;

export type WayFailure = Failure<'unreachable' | 'key-differs'>;
/** A stream to the door’s address and port. */
export type Reach = (address: string, port: number) => Promise<Result<Duplex, Failure>>;

/** Straight there. */
export const reachDirectly: Reach = (address, port) =>
  new Promise((settle) => {
    const socket = connectPlainly({ host: address, port, timeout: connectMs });
    const stop = (problem: string) => {
      socket.destroy();
      settle(
        fail('unreachable', `${address}:${port} cannot be reached: ${problem}.`, {
          advice: 'See whether the leader’s console shares, and whether the network lets you through.',
        }),
      );
    };
    socket.once('timeout', () => stop(`no answer within ${connectMs / 1_000} seconds`));
    socket.once('error', (error) => stop(error.message));
    socket.once('connect', () => {
      socket.removeAllListeners('timeout').removeAllListeners('error').setTimeout(0);
      // From here on its errors are those of whoever uses it.
      socket.on('error', () => socket.destroy());
      socket.setNoDelay(true);
      settle(succeed(socket));
    });
  });

/** Ready to be spoken on: encrypted where the invite says so, with exactly the key it names. */
export async function openWay({ origin, certificate }: InviteLink, reach: Reach): Promise<Result<Duplex, Failure>> {
  const { hostname, port } = new URL(origin);
  const reached = await reach(hostname.replace(/^\[|\]$/g, ''), Number(port));
  if (!reached.ok || certificate === undefined) return reached;
  return new Promise((settle) => {
    // No authority vouches for it: it is the invite that does, and nothing is sent before it has.
    const socket = connectSecurely({ socket: reached.value, rejectUnauthorized: false, minVersion: 'TLSv1.3' });
    const late = setTimeout(() => socket.destroy(new Error('no answer')), connectMs);
    socket.once('error', (error) => {
      clearTimeout(late);
      settle(fail('unreachable', `No encrypted connection to ${origin} came about: ${error.message}.`));
    });
    socket.once('secureConnect', () => {
      clearTimeout(late);
      const { raw } = socket.getPeerCertificate();
      if (raw !== undefined && toCertificatePin(raw) === certificate) {
        settle(succeed(socket));
        return;
      }
      socket.destroy();
      settle(
        fail('key-differs', `${origin} shows another key than the invite names. Nothing was sent to it.`, {
          advice: 'Ask the maintenance leader for a new invite. If it stays so, somebody else answers there.',
        }),
      );
    });
  });
}

/** Exchanges the invite’s token for the cookie of a session. */
export async function enterByInvite(link: InviteLink, reach: Reach): Promise<Result<string, Failure>> {
  const way = await openWay(link, reach);
  if (!way.ok) return way;
  const { host } = new URL(link.origin);
  return new Promise((settle) => {
    const asked = request({
      createConnection: () => way.value,
      method: 'POST',
      path: '/enter',
      headers: { Host: host, Origin: link.origin, 'Content-Length': link.token.length },
      timeout: connectMs,
    });
    const stop = (message: string, kind = 'unreachable') => {
      asked.destroy();
      way.value.destroy();
      settle(fail(kind, message, { advice: 'Ask the maintenance leader for a new invite if it stays so.' }));
    };
    asked.once('timeout', () => stop('The leader’s console did not answer.'));
    asked.once('error', (error) => stop(`The leader’s console did not answer: ${error.message}.`));
    asked.once('response', (response: IncomingMessage) => {
      readText(response).then(
        (text) => {
          const cookie = response.headers['set-cookie']?.[0]?.split(';', 1)[0];
          way.value.destroy();
          if (response.statusCode === 200 && cookie !== undefined) settle(succeed(cookie));
          else stop(text.trim() || 'The leader’s console let nobody in.', 'not-let-in');
        },
        (error: Error) => stop(`The leader’s console did not answer: ${error.message}.`),
      );
    });
    asked.end(link.token);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (text.length > answerLimitBytes) break;
  }
  return text;
}
