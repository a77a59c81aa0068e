/** The lead handed over from one console to another: offered on the screen, taken from a terminal, and only read afterwards where it was. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { freePort } from '../fixtures/free-port.ts';
import { expectAccessibleInBoth } from './accessibility.ts';
import { Leader } from './leader.ts';
import { picture } from './picture.ts';
import { ServedConsole } from './served-console.ts';
import { SharingLeader } from './sharing-leader.ts';

const program = fileURLToPath(new URL('../../bin/drydock.js', import.meta.url));

let served: ServedConsole;
let home: string;
test.beforeEach(async () => {
  served = await ServedConsole.start();
  home = mkdtempSync(join(tmpdir(), 'drydock-lead-'));
});
test.afterEach(async () => {
  await served.dispose();
  rmSync(home, { recursive: true, force: true });
});

test('the lead is offered, taken at a terminal elsewhere, and passed by the fingerprint that was read out; here it is only read', async ({
  page,
}) => {
  const leader = new Leader(page);
  await leader.practise(served.url);
  await leader.start();
  const sharing = new SharingLeader(page);
  await sharing.openDoor(await freePort());
  const link = await sharing.invite('Assist', 'Bo, who takes over');
  await sharing.closePanel();

  const words = ['lead', 'take', link, '--name', 'Bo Lind', '--from', 'SHA256:read-out-wrongly', '--yes'];
  const taking = spawn(process.execPath, [program, ...words], {
    env: { ...process.env, DRYDOCK_WORKSPACE: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(taking, 'exit');
  const [line] = (await once(createInterface({ input: taking.stdout }), 'line')) as [string];
  const fingerprint = /SHA256:\S+/.exec(line)?.[0] ?? '';
  await sharing.letIn('Bo Lind');

  await page.getByRole('button', { name: 'Share…' }).click();
  await sharing.panel.getByRole('combobox', { name: 'To whom' }).click();
  await page.getByRole('option', { name: 'Bo Lind' }).click();
  await picture(page, '96-offer-the-lead');
  await sharing.panel.getByRole('button', { name: 'Offer the lead' }).click();
  await sharing.panel.getByRole('button', { name: 'Pass the lead on…' }).click();
  const passing = page.getByRole('dialog', { name: 'Pass the lead on to Bo Lind' });
  await passing.getByRole('textbox').fill('SHA256:misheard');
  await passing.getByRole('button', { name: 'Pass the lead on' }).click();
  await expect(passing.getByRole('alert')).toContainText('misheard');
  await passing.getByRole('textbox').fill(fingerprint);
  await picture(page, '97-pass-the-lead');
  await passing.getByRole('button', { name: 'Pass the lead on' }).click();
  await expect(passing).toBeHidden();
  await sharing.closePanel();
  await expect(page.getByRole('status').filter({ hasText: 'handed over to Bo Lind’s console' })).toBeVisible();
  for (const control of ['Say it is done…', 'Hold…', 'Abort…', 'Roll back…', 'Resume…'])
    await expect(page.getByRole('button', { name: control })).toHaveCount(0);
  await expectAccessibleInBoth(page, 'A maintenance whose lead was handed over');
  await picture(page, '98-handed-over');
  // Bo was told another fingerprint than this console has: nothing is taken from somebody who is not who they say.
  expect(await ended).toEqual([1, null]);
});
