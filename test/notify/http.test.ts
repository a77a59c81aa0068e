/** One exchange over HTTP: TLS that is verified, and an end to waiting. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exchange, httpLimits } from '../../src/main/notify/senders/http.ts';
import { startWebServer } from './web-server.ts';

const never = new AbortController().signal;
const usual = tls.getCACertificates('default');
let server: Server;
let certificate: string;
let url: URL;
let asked = 0;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', ['req', '-x509', ...kind, ...name, '-keyout', key, '-out', cert], { stdio: 'pipe' });
  certificate = readFileSync(cert, 'utf8');
  server = createServer({ key: readFileSync(key), cert: certificate }, (_, response) => {
    asked += 1;
    response.end('ok');
  });
  rmSync(folder, { recursive: true });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  url = new URL(`https://localhost:${(server.address() as AddressInfo).port}/`);
});
afterAll(() => {
  tls.setDefaultCACertificates(usual);
  server.close();
});

it('a certificate nobody vouches for gets nothing', async () => {
  const result = await exchange({ method: 'POST', url, body: 'secret' }, never);
  expect(result).toMatchObject({ kind: 'not-sent', problem: expect.stringMatching(/certificate/i) });
  expect(asked).toBe(0);
});

it('a certificate that is vouched for is spoken to', async () => {
  tls.setDefaultCACertificates([...usual, certificate]);
  const result = await exchange({ method: 'POST', url, body: 'x' }, never);
  expect(result).toMatchObject({ kind: 'answered', status: 200, text: 'ok', isCut: false });
});

it('nobody there is told in words instead of the system’s code', async () => {
  const gone = await startWebServer();
  const { host } = new URL(gone.url);
  await gone.close();
  const result = await exchange({ method: 'POST', url: new URL(gone.url), body: 'x' }, never);
  expect(result).toMatchObject({ kind: 'not-sent', problem: `${host}: nothing listens on that port` });
});

it('who does not answer in time may have it all the same', async () => {
  const silent = await startWebServer();
  silent.respond(() => {});
  const limits = { ...httpLimits, totalMs: 100 };
  const result = await exchange({ method: 'POST', url: new URL(silent.url), body: 'x' }, never, limits);
  await silent.close();
  expect(result).toMatchObject({ kind: 'unanswered', problem: expect.stringContaining('no answer within 0.1 s') });
});
