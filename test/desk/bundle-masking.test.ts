/** What is masked in the log is masked in the file: no entry of a bundle, and no block of its page, has a secret in any form. */
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { toOutputName, viewerName } from '../../src/core/bundle/layout.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { mask } from '../../src/core/text/secret.ts';
import { takeApart } from '../bundle/made-bundle.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';

let sshd: Sshd;
beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(() => sshd.close());

const secret = 'hunter2-of-the-shop';

it('a secret that a step printed stands nowhere in the bundle, plain or in base 64, and its mask does', async () => {
  const { folder, remove } = await makeWorkspace();
  const console = await TestConsole.open(folder);
  onTestFinished(async () => {
    await console.close();
    await remove();
  });
  const script = 'echo "it is $PASS"; printf %s "$PASS" | base64; printf "\\377 $PASS\\n"; echo "$PASS" >&2';
  const step = { kind: 'command', phase: 'carry-out', hosts: ['db-1'], id: 'tell', title: 'Tell', script };
  const plan = planSchema.parse({ title: 'Plan', steps: [step], variables: [{ name: 'PASS', secret: true }] });
  await console.connectTo(sshd);
  await console.ask('runbook.save', { name: 'Plan' as never, expectedVersion: 0, plan });
  const { id } = await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Plan' as never });
  const { planHash } = await console.state(id);
  await console.ask('run.start', { maintenance: id, planHash, confirm: 'Tonight', secrets: { PASS: secret } });
  await console.until(id, ({ tasks }) => tasks[0]?.state !== 'running' && tasks[0]?.endedAtMs !== undefined);
  await console.ask('report.begin', { maintenance: id, kind: 'pmr' });
  const file = join(folder, 'tonight.drydock.zip');
  await console.ask('bundle.write', { maintenance: id, file });

  const entries = await takeApart(file);
  const page = entries.get(viewerName) ?? '';
  const blocks = [...page.matchAll(/class="block"[^>]*>([^<]*)</g)].map(([, packed = '']) =>
    gunzipSync(Buffer.from(packed, 'base64')).toString('utf8'),
  );
  expect(blocks.length).toBeGreaterThan(0);
  const texts = new Map([...entries, ...blocks.map((text, index) => [`block ${index}`, text] as const)]);
  expect(texts.size).toBeGreaterThan(12);
  // What was no UTF-8 lies in base 64 itself, so it is looked into.
  const rows = (entries.get(toOutputName(0)) ?? '').split('\n').filter((line) => line !== '');
  const bytes = rows.map((line) => JSON.parse(line) as { readonly text?: string; readonly base64?: string });
  texts.set(
    'rows',
    bytes.map(({ text, base64 }) => text ?? Buffer.from(base64 ?? '', 'base64').toString('latin1')).join(''),
  );
  expect(bytes.some(({ base64 }) => base64 !== undefined)).toBe(true);
  const forms = [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('base64url')];
  const places = [...texts].filter(([, text]) => forms.some((form) => text.includes(form.replace(/=+$/, ''))));
  expect(places.map(([name]) => name)).toEqual([]);
  for (const name of [toOutputName(0), 'block 0']) expect(texts.get(name)).toContain(`it is ${mask}`);
});
