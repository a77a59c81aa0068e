/** Asks for a gate from a machine without a workspace: at a console's listener, or in a published file. What does not fit is unknown. */
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { parseIdentityText, toFingerprint } from '../../../core/approval/identity.ts';
import { isLoopbackAddress } from '../../../core/gate/listener.ts';
import { readStatement } from '../../../core/gate/read-statement.ts';
import { type GateStatement, statementLimitCharacters } from '../../../core/gate/statement.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { isSignedBy } from '../../desk/signing/console-identity.ts';

const limitBytes = 4 * statementLimitCharacters;
/** From the first packet to the last. */
const longestInquiryMs = 20_000;

export interface Inquiry {
  readonly environment: string;
  /** The address of a console's listener; or a published file, by its path or its address. */
  readonly at: { readonly url: string } | { readonly file: string };
  readonly token?: string;
  /** Of the console that is believed: its fingerprint, or the line of `drydock identity`. */
  readonly key?: string;
  /** UTC, milliseconds since 1970: asked once the answer is there. */
  now(): number;
  /** Whoever has not answered by then has not answered. */
  readonly limitMs?: number;
}

/** Never throws: whatever goes wrong is a failure, and no failure is an open gate. */
export async function inquire(inquiry: Inquiry): Promise<Result<GateStatement, Failure>> {
  const { environment, at } = inquiry;
  const fingerprint = toBelieved(inquiry.key);
  if (inquiry.key !== undefined && fingerprint === undefined)
    return fail('bad-key', `“${inquiry.key}” is no key of a console.`, {
      advice: 'Give the fingerprint that drydock identity prints on the console: SHA256:…',
    });
  if (fingerprint === undefined && !isCertainOf(at))
    return fail('no-key', 'Without the console’s key nobody knows who wrote that.', {
      advice: 'Give its fingerprint, which drydock identity prints on the console: --key SHA256:…',
    });
  const nonce = 'url' in at ? randomBytes(16).toString('base64url') : undefined;
  const text = await ('url' in at ? askListener(inquiry, at.url, nonce ?? '') : readPublished(inquiry, at.file));
  if (!text.ok) return text;
  const read = readStatement(text.value.text, {
    environment,
    nowMs: inquiry.now(),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(nonce === undefined ? {} : { nonce }),
    isSignedBy,
  });
  if (!read.ok) return read;
  // The status is what other programs go by: one that says another thing than the text is somebody's mistake.
  if (text.value.isSaidOpen !== undefined && text.value.isSaidOpen !== (read.value.state === 'open'))
    return fail('contradiction', 'The status of the answer and its text do not agree.');
  return read;
}

interface Found {
  readonly text: string;
  /** By the status, where there was one. */
  readonly isSaidOpen?: boolean;
}

/** Without its key a console is believed only where nobody can have come in between: on this machine, and over TLS. */
function isCertainOf(at: Inquiry['at']): boolean {
  if (!('url' in at) || !URL.canParse(at.url)) return false;
  const { protocol, hostname } = new URL(at.url);
  return protocol === 'https:' || hostname === 'localhost' || isLoopbackAddress(hostname.replace(/^\[|\]$/g, ''));
}

async function askListener(inquiry: Inquiry, base: string, nonce: string): Promise<Result<Found, Failure>> {
  const { environment, token } = inquiry;
  if (!URL.canParse(base)) return fail('bad-address', `“${base}” is no address.`);
  if (token === undefined || token === '')
    return fail('no-token', 'The listener wants a token.', {
      advice: 'Give it by --token-file FILE or --token env:VARIABLE.',
    });
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return fail('bad-token', 'This is no token of a gate.');
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/gate/${encodeURIComponent(environment)}`;
  const got = await get(inquiry, url, { Authorization: `Bearer ${token}`, 'Drydock-Nonce': nonce });
  if (!got.ok) return got;
  const { status, text } = got.value;
  if (status === 200 || status === 423) return succeed({ text, isSaidOpen: status === 200 });
  return fail('not-answered', `${url.host} answered ${status}${toWords(text)}`);
}

async function readPublished(inquiry: Inquiry, file: string): Promise<Result<Found, Failure>> {
  if (!/^https?:\/\//.test(file)) return readLocal(file);
  if (!URL.canParse(file)) return fail('bad-address', `“${file}” is no address.`);
  const url = new URL(file);
  const got = await get(inquiry, url, {});
  if (!got.ok) return got;
  const { status, text } = got.value;
  return status === 200 ? succeed({ text }) : fail('not-answered', `${url.host} answered ${status}.`);
}

async function readLocal(file: string): Promise<Result<Found, Failure>> {
  try {
    const handle = await open(file, 'r');
    try {
      const bytes = Buffer.alloc(limitBytes + 1);
      let size = 0;
      for (;;) {
        const { bytesRead } = await handle.read(bytes, size, bytes.length - size);
        size += bytesRead;
        if (bytesRead === 0 || size === bytes.length) break;
      }
      return size > limitBytes ? tooLong(file) : succeed({ text: bytes.toString('utf8', 0, size) });
    } finally {
      await handle.close();
    }
  } catch (cause) {
    return fail('unreadable', `${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** One exchange, bounded in time and size. A redirect is an answer, and is not followed: it leads to somebody else. */
async function get(
  { limitMs = longestInquiryMs }: Inquiry,
  url: URL,
  headers: Readonly<Record<string, string>>,
): Promise<Result<{ readonly status: number; readonly text: string }, Failure>> {
  try {
    const signal = AbortSignal.timeout(limitMs);
    const response = await fetch(url, { headers, redirect: 'manual', signal, cache: 'no-store' });
    const chunks: Uint8Array[] = [];
    let sizeBytes = 0;
    for await (const chunk of response.body ?? []) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > limitBytes) return tooLong(url.host);
      chunks.push(chunk);
    }
    return succeed({ status: response.status, text: Buffer.concat(chunks).toString('utf8') });
  } catch (cause) {
    const { message, cause: under } = cause as Error;
    const words = under instanceof Error ? under.message || message : message;
    return fail('not-reached', `${url.host} did not answer: ${words}`, { cause });
  }
}

function tooLong(where: string) {
  return fail('too-long', `${where} gave more than a gate has to say.`);
}

/** What an answer that says nothing of the gate says for itself; it came from outside, so it is one short line. */
function toWords(text: string): string {
  try {
    const { says } = JSON.parse(text) as { readonly says?: unknown };
    if (typeof says === 'string') return `: ${says.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 500)}`;
  } catch {
    // It was no answer of ours: its status has been said.
  }
  return '.';
}

function toBelieved(key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  const text = key.trim();
  if (/^SHA256:[A-Za-z0-9+/]{43}$/.test(text)) return text;
  const publicKey = parseIdentityText(text);
  return publicKey === undefined ? undefined : toFingerprint(publicKey);
}
