/** Mail by SMTP: encrypted, signed in where the channel has a user, one message to all its recipients. */
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ChannelOf } from '../../../core/notice/channel.ts';
import { findNetworkWords } from '../../../core/text/network-words.ts';
import type { OutgoingMessage, SendOutcome } from '../ports.ts';
import { isLoopbackName } from './address.ts';
import { toLine } from './outcome.ts';
import type { CheckedSender } from './sender-parts.ts';

type Smtp = ChannelOf<'smtp'>;
type Secrets = ReadonlyMap<string, string>;

const limits = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 10_000,
  /** Without a byte from either side; a server may take its time after the last dot. */
  socketTimeout: 60_000,
  socketCloseTimeout: 0,
  maxResponseSize: 64 * 1024,
};
const totalMs = 120_000;

/** What the library throws: `responseCode` is there only where the server answered. */
interface SmtpProblem extends Error {
  readonly code?: string;
  readonly responseCode?: number;
}

/** What the system says of a connection that did not come about. */
interface Unreached {
  readonly originalCode?: string;
  readonly address?: string;
  /** Where its address was not found. */
  readonly hostname?: string;
  readonly port?: number;
}

export function createSmtpSender(channel: Smtp): CheckedSender {
  return {
    // A Message-ID is kept by servers and readers, but no server promises to take it only once.
    isIdempotent: false,
    check: () => findFault(channel),
    async send(message, secrets, signal) {
      const raw = await compose(channel, message);
      const progress = { isHandedOver: false };
      const late = AbortSignal.any([signal, AbortSignal.timeout(totalMs)]);
      try {
        const refused = await converse(channel, secrets, late, (connection) =>
          transmit(connection, channel, raw, progress),
        );
        return { kind: 'sent', reference: [messageIdOf(channel, message), ...refused].join(' ') };
      } catch (error) {
        return toOutcome(error, progress.isHandedOver);
      }
    },
    async try(secrets, signal) {
      try {
        await converse(channel, secrets, AbortSignal.any([signal, AbortSignal.timeout(totalMs)]), async () => []);
        const as = channel.user === undefined ? '' : ` as ${channel.user}`;
        return { isWorking: true, message: `${channel.host} lets this console in${as}. No mail was sent.` };
      } catch (error) {
        return { isWorking: false, message: wordsOf(error) };
      }
    },
  };
}

function findFault({ security, host, user, from, to }: Smtp): string | undefined {
  if (security === 'none' && user !== undefined && !isLoopbackName(host)) {
    return 'A password is sent only over TLS: choose TLS or STARTTLS.';
  }
  const odd = [from, ...to].find((address) => /[^\x21-\x7e]/.test(address));
  return odd === undefined ? undefined : `“${toLine(odd)}” is no mail address that every server takes.`;
}

/** Connects, signs in, does the work, and closes in every case. */
function converse<T>(
  channel: Smtp,
  secrets: Secrets,
  signal: AbortSignal,
  work: (connection: SMTPConnection) => Promise<T>,
): Promise<T> {
  const { host, port, security, user } = channel;
  const connection = new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // Our own machine's name is nobody's business.
    name: 'localhost',
    tls: { minVersion: 'TLSv1.2' },
    ...limits,
  });
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(new Error('It was stopped, or took too long.'));
    signal.addEventListener('abort', onAbort, { once: true });
    connection.on('error', reject);
    connection.once('end', () => reject(new Error('The connection was closed.')));
    const begin = (error?: Error | null) => (error ? reject(error) : work(connection).then(resolve, reject));
    if (signal.aborted) return onAbort();
    connection.connect((error) => {
      if (error) reject(error);
      else if (user === undefined) begin();
      else connection.login({ user, pass: secrets.get('password') ?? '' }, begin);
    });
  }).finally(() => connection.close());
}

/** Resolves to a remark about recipients who were not accepted, beside others who were. */
function transmit(
  connection: SMTPConnection,
  { from, to }: Smtp,
  raw: Buffer,
  progress: { isHandedOver: boolean },
): Promise<readonly string[]> {
  const source = Readable.from([raw]);
  source.once('end', () => {
    progress.isHandedOver = true;
  });
  return new Promise((resolve, reject) => {
    connection.send({ from, to: [...to], size: raw.length, use8BitMime: false }, source, (error, info) => {
      if (error !== null || info === undefined) return reject(error ?? new Error('no answer'));
      resolve(info.rejected.length === 0 ? [] : [`(not accepted: ${info.rejected.join(', ')})`]);
    });
  });
}

/** The server's own answer is a proof. Without one, a message that was handed over whole may have arrived. */
function toOutcome(error: unknown, isHandedOver: boolean): SendOutcome {
  const { responseCode, code } = error as SmtpProblem;
  const problem = wordsOf(error);
  if (responseCode !== undefined && responseCode >= 500 && responseCode !== 503) return { kind: 'refused', problem };
  if (responseCode !== undefined && responseCode >= 400) return { kind: 'failed', problem };
  if (isHandedOver) return { kind: 'unknown', problem: `${problem} The mail was on its way: it may have arrived.` };
  // A server without the TLS that was asked for, or with a certificate nobody vouches for, does not get better by itself.
  if (code === 'ETLS' || code === 'EAUTH' || isCertificateProblem(error)) return { kind: 'refused', problem };
  return { kind: 'failed', problem };
}

function isCertificateProblem(error: unknown): boolean {
  const { originalCode = '' } = error as { readonly originalCode?: string };
  return /CERT|TLS|SELF_SIGNED|UNABLE_TO/.test(originalCode);
}

function wordsOf(error: unknown): string {
  const { originalCode = '', address, hostname, port } = error as Unreached;
  const known = findNetworkWords(originalCode);
  const where = address === undefined ? hostname : `${address}:${port}`;
  if (known !== undefined) return where === undefined ? `${known}.` : `${where}: ${known}.`;
  const words = toLine(error instanceof Error ? error.message : String(error));
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

function compose(channel: Smtp, message: OutgoingMessage): Promise<Buffer> {
  const { from, to } = channel;
  const earlier = /<[^<>\s]+@[^<>\s]+>/.exec(message.earlierReference ?? '')?.[0];
  return new MailComposer({
    from,
    // Recipients learn of each other only where there is one.
    to: to.length === 1 ? to[0] : 'undisclosed-recipients:;',
    subject: toLine(message.subject, 500),
    text: message.text,
    date: new Date(message.sentAtMs),
    messageId: messageIdOf(channel, message),
    // Absence notices do not answer it (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Drydock-Sending': message.sendingId },
    ...(earlier === undefined ? {} : { inReplyTo: earlier, references: [earlier] }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

function messageIdOf({ from }: Smtp, { sendingId, maintenance }: OutgoingMessage): string {
  return `<${sendingId}.${maintenance.id}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}
