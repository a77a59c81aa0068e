/** Mail through a real SMTP server (Exim), and through a wire that is cut at the worst moment. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server } from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Exim, startExim } from './exim.ts';
import { check, makeMessage, send, tryOut } from './outgoing.ts';

let exim: Exim;
const usual = tls.getCACertificates('default');

beforeAll(async () => {
  exim = await startExim();
  tls.setDefaultCACertificates([...usual, exim.authority]);
});
afterAll(async () => {
  tls.setDefaultCACertificates(usual);
  await exim.close();
});

const channel = (more: Record<string, unknown> = {}) => ({
  kind: 'smtp',
  host: 'localhost',
  port: exim.port,
  security: 'starttls',
  from: 'ops@example.org',
  to: ['customers@example.org'],
  ...more,
});
const arrived = (sendingId: string) => exim.mail(`Message-ID: <${sendingId}.m-shop@example.org>`);

describe('a mail', () => {
  it('goes out over STARTTLS, signed in, with the sending as its Message-ID', async () => {
    const signedIn = channel({ user: 'drydock', to: ['signed-in@example.org'] });
    const outcome = await send(signedIn, makeMessage({ text: 'Grüße\n.\nlast' }), { password: 'pass-word-1' });
    expect(outcome).toEqual({ kind: 'sent', reference: '<sending-1.m-shop@example.org>' });
    const mail = await arrived('sending-1');
    expect(mail).toMatch(/Received: .*esmtpsa/s);
    expect(mail).toContain('Message-ID: <sending-1.m-shop@example.org>');
    expect(mail).toContain('Subject: Maintenance on 28 November');
    expect(mail).toContain('Date: Fri, 20 Nov 2026 12:00:00 +0000');
    expect(mail).toMatch(/Gr=C3=BC=C3=9Fe\n\.\nlast/);
  });

  it('answers the earlier one of the same maintenance', async () => {
    const earlierReference = '<sending-1.m-shop@example.org> (not accepted: x@example.org)';
    await send(channel(), makeMessage({ sendingId: 'sending-2', earlierReference }));
    expect(await arrived('sending-2')).toContain('In-Reply-To: <sending-1.m-shop@example.org>\n');
  });

  it('cannot be given a header by its subject or its text', async () => {
    const subject = 'News\r\nBcc: victim@example.org\r\n\r\nbody';
    await send(
      channel(),
      makeMessage({ sendingId: 'sending-3', subject, text: 'a\r\nBcc: victim@example.org\n.\r\nMAIL FROM:<x@y>' }),
    );
    const mail = await arrived('sending-3');
    const [head = ''] = mail.split('\n\n');
    expect(head).not.toMatch(/^Bcc:/im);
    expect(head).toContain('Subject: News Bcc: victim@example.org body');
    expect(head).toContain('Envelope-to: customers@example.org\n');
  });

  it('to several does not tell them of each other', async () => {
    await send(channel({ to: ['one@example.org', 'two@example.org'] }), makeMessage({ sendingId: 'sending-4' }));
    const mail = await arrived('sending-4');
    expect(mail).toMatch(/^To: "undisclosed-recipients":;/m);
    expect(mail.replace(/^Envelope-to:.*\n(\s.*\n)*/m, '')).not.toContain('two@example.org');
  });

  it('says who was not accepted beside those who were', async () => {
    const outcome = await send(channel({ to: ['one@example.org', 'nobody@example.org'] }));
    expect(outcome).toMatchObject({
      kind: 'sent',
      reference: expect.stringContaining('(not accepted: nobody@example.org)'),
    });
  });
});

describe('what the server says', () => {
  it.each([
    ['no such user', { to: ['nobody@example.org'] }, 'x', 'refused'],
    ['try again later', { to: ['later@example.org'] }, 'x', 'failed'],
    ['not wanted here', {}, 'REFUSE-THIS', 'refused'],
    ['not now', {}, 'DEFER-THIS', 'failed'],
  ])('“%s”', async (words, more, text, kind) => {
    const outcome = await send(channel(more), makeMessage({ text }));
    expect(outcome).toMatchObject({ kind, problem: expect.stringContaining(words) });
  });

  it('a wrong password is refused, and is not in the words', async () => {
    const outcome = await send(channel({ user: 'drydock' }), makeMessage(), { password: 'wrong-pass-word' });
    expect(outcome).toMatchObject({ kind: 'refused', problem: expect.stringContaining('535') });
    expect(JSON.stringify(outcome)).not.toContain('wrong-pass-word');
  });

  it('a certificate nobody vouches for ends it before anything is sent', async () => {
    tls.setDefaultCACertificates(usual);
    try {
      expect(await send(channel())).toMatchObject({ kind: 'refused', problem: expect.stringMatching(/certificate/i) });
    } finally {
      tls.setDefaultCACertificates([...usual, exim.authority]);
    }
  });

  it('nobody there is failed, in words instead of the system’s code', async () => {
    expect(await send(channel({ port: 1 }))).toEqual({
      kind: 'failed',
      problem: expect.stringMatching(/:1: nothing listens on that port\.$/),
    });
  });

  it('is tried by signing in, without a mail', async () => {
    const signedIn = channel({ user: 'drydock' });
    expect(await tryOut(signedIn, { password: 'pass-word-1' })).toMatchObject({ isWorking: true });
    expect(await tryOut(signedIn, { password: 'wrong-pass-word' })).toMatchObject({ isWorking: false });
  });
});

describe('a wire that is cut', () => {
  /** Passes everything on, and is cut for the console when it has sent `mark`; the server has it all. */
  async function startWire(mark: string): Promise<{ port: number; server: Server }> {
    const server = createServer((client) => {
      const up = connect(exim.port, '127.0.0.1');
      let sent = '';
      client.on('data', (chunk: Buffer) => {
        up.write(chunk);
        sent = (sent + chunk.toString('latin1')).slice(-200_000);
        if (sent.endsWith(mark)) {
          client.destroy();
          // Exim drops a mail whose sender hangs up before its answer: the answer comes, and nobody hears it.
          up.removeAllListeners('data').once('data', () => up.end());
        }
      });
      up.on('data', (chunk: Buffer) => client.write(chunk));
      for (const socket of [client, up]) socket.on('error', () => undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port, server };
  }

  it('after the last dot: unknown, and indeed it has arrived', async () => {
    const { port, server } = await startWire('\r\n.\r\n');
    const outcome = await send(channel({ port, security: 'none' }), makeMessage({ sendingId: 'cut-1' }));
    server.close();
    expect(outcome).toMatchObject({ kind: 'unknown', problem: expect.stringContaining('may have arrived') });
    expect(await arrived('cut-1')).toContain('Orders wait.');
  });

  it('before the content: failed, for nothing can have arrived', async () => {
    const { port, server } = await startWire('DATA\r\n');
    const outcome = await send(channel({ port, security: 'none' }), makeMessage());
    server.close();
    expect(outcome).toMatchObject({ kind: 'failed' });
  });
});

it('a password over a wire anybody can read is found out', () => {
  const plain = {
    kind: 'smtp',
    host: 'mail.example.org',
    port: 25,
    security: 'none',
    from: 'a@b.org',
    to: ['c@d.org'],
  };
  expect(check({ ...plain, user: 'me' })).toContain('only over TLS');
  expect(check(plain)).toBeUndefined();
});
