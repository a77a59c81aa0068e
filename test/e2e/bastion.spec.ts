/** A buddy behind a real SSH server, with a browser and the `ssh -L` line they were shown, and one with a Drydock: both reach the leader’s console, and nothing else does. */
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { expect, test } from '@playwright/test';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { builtPages } from '../../src/main/built-pages.ts';
import { followInvite } from '../../src/main/following.ts';
import { showInBrowser } from '../../src/main/link/show-in-browser.ts';
import { serve } from '../../src/main/serve.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';
import { openTunnel } from './tunnel.ts';

const plan = planSchema.parse({
  title: 'Move the shop',
  steps: [
    { id: 'call', kind: 'manual', phase: 'prepare', title: 'Call the shop', owner: 'Bo Lind' },
    { id: 'move', kind: 'command', phase: 'carry-out', title: 'Move it', hosts: ['bastion'], script: 'echo moved' },
  ],
});

let sshd: Sshd;
let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let maintenance: MaintenanceId;

test.beforeEach(async () => {
  sshd = await startSshd({ config: ['AllowTcpForwarding yes'] });
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
  await console.connectTo(sshd, { name: 'bastion' });
  await console.reach('bastion');
  await console.ask('runbook.save', { name: 'Shop', expectedVersion: 0, plan });
  await console.ask('person.save', {
    person: { id: 'bo' as never, name: 'Bo Lind', roles: ['buddy'], qualifications: [], services: [], zone: 'UTC' },
  });
  maintenance = (await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Shop' as never })).id;
  await console.ask('roster.involve', { maintenance, people: ['bo' as never] });
  await console.ask('share.open', { port: await freePort(), bastion: 'bastion' as never });
});
test.afterEach(async () => {
  await console.close();
  await sshd.close();
  await workspace.remove();
});

/** The line to be typed, once the bastion leads to the door. */
async function tunnelLine(): Promise<string> {
  for (;;) {
    const noticed = console.noticed();
    const { standing } = await console.ask('share.door', {});
    const command = standing.kind === 'open' ? standing.bastion?.command : undefined;
    if (command !== undefined) return command;
    await noticed;
  }
}

/** The leader’s word on whoever waits. */
async function admitBo(): Promise<void> {
  for (;;) {
    const noticed = console.noticed();
    const { followers } = await console.ask('share.show', { maintenance });
    const waiting = followers.find(({ standing }) => standing === 'waiting');
    if (waiting !== undefined) {
      await console.ask('follower.admit', { maintenance, follower: waiting.id, person: 'bo' as never });
      return;
    }
    await noticed;
  }
}

test('a buddy with a browser follows through the tunnel, completes the step given to them, and the leader goes on', async ({
  page,
}) => {
  const localPort = await freePort();
  const ssh = await openTunnel(sshd, await tunnelLine(), localPort);
  const { link } = await console.ask('invite.make', { maintenance, role: 'assist' });
  const invite = new URL(link);
  invite.port = String(localPort);
  await page.goto(invite.href);
  await page.getByLabel('Your name').fill('Bo');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Waiting for the leader' })).toBeVisible();
  // The token has gone from the address, and so from the history.
  expect(page.url()).not.toContain('join');
  await admitBo();
  await expect(page.getByText('Tonight').first()).toBeVisible();

  const { planHash } = await console.state(maintenance);
  await console.ask('run.start', { maintenance, planHash, confirm: 'Tonight' });
  await page.getByRole('tab', { name: /^Console/ }).click();
  await page.getByRole('button', { name: 'Say it is done…' }).first().click();
  await page.getByRole('dialog').getByLabel('What was done').fill('They know.');
  await page.getByRole('dialog').getByRole('button', { name: 'It is done' }).click();
  const held = await console.until(maintenance, ({ hold }) => hold !== undefined);
  expect(held.tasks.map(({ state }) => state)).toEqual(['succeeded', 'ready']);
  await console.ask('run.resume', { maintenance });
  await expect(page.getByRole('log').getByText('moved').first()).toBeVisible();

  // Without the tunnel there is no way: the page says so, and comes back with it.
  const gone = once(ssh, 'exit');
  ssh.kill();
  await gone;
  const { followers } = await console.ask('share.show', { maintenance });
  await console.ask('follower.refuse', { maintenance, follower: followers[0]?.id ?? '' });
  const again = await openTunnel(sshd, await tunnelLine(), localPort);
  await page.reload();
  await expect(page.getByText('Tonight')).toBeHidden();
  again.kill();
});

test('a buddy with a Drydock needs the invite alone, and sees the same screens', async ({ page }) => {
  await tunnelLine();
  const { link } = await console.ask('invite.make', { maintenance, role: 'follow' });
  const following = await followInvite({
    invite: link,
    user: sshd.user,
    identityFile: sshd.identityFile,
    prompter: { ask: async () => undefined },
    showDesk: showInBrowser({ pages: builtPages(), port: 0, opensBrowser: false }),
    home: workspace.folder,
  });
  if (!following.ok) throw new Error(following.failure.message);
  await page.goto(following.value.screen.url ?? '');
  await page.getByLabel('Your name').fill('Bo');
  await page.keyboard.press('Enter');
  await admitBo();
  await expect(page.getByText('Tonight').first()).toBeVisible();
  await following.value.close();
});

test('an invite pasted into the palette of one’s own console is followed', async ({ page }) => {
  // Straight: the bastion would be signed in to by the keys of whoever runs this.
  await console.ask('share.open', { port: await freePort() });
  const { link } = await console.ask('invite.make', { maintenance, role: 'follow' });
  const own = await makeWorkspace();
  const theirs = await TestConsole.open(own.folder);
  const served = await serve({ host: theirs.host, user: 'Bo', port: 0, opensBrowser: false });
  if (!served.ok) throw new Error(served.failure.message);
  await page.goto(served.value.url);
  await expect(page.getByRole('button', { name: 'Practice maintenance' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: 'Find anything' })).toBeFocused();
  await page.keyboard.insertText(link);
  await page.getByRole('button', { name: /^Follow this invite/ }).click();
  await expect(page.getByText('The shared maintenance opens in your browser.')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: 'Find anything' })).toBeFocused();
  await page.keyboard.press('Control+a');
  const revoked = await console.ask('invite.make', { maintenance, role: 'follow' });
  await console.ask('invite.revoke', { maintenance, invite: revoked.invite });
  await page.keyboard.insertText(revoked.link);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/This invite lets nobody in/)).toBeVisible();
  await served.value.close();
  await theirs.close();
  await own.remove();
});

/** An address of this machine that is none of loopback. */
const lan = Object.values(networkInterfaces())
  .flat()
  .find((one) => one !== undefined && one.family === 'IPv4' && !one.internal)?.address;

test('on a network a browser follows over TLS, once its person has taken the key for good', async ({ browser }) => {
  expect(lan, 'this machine has an address on a network').toBeDefined();
  await console.ask('share.open', { address: lan ?? '', port: await freePort(), isExposureAccepted: true });
  const { link } = await console.ask('invite.make', { maintenance, role: 'follow' });
  // As after “Proceed”: the fingerprint was compared by a person.
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (said) => {
    if (said.type() === 'error') complaints.push(said.text());
  });
  await page.goto(link);
  await page.getByLabel('Your name').fill('Bo');
  await page.keyboard.press('Enter');
  await admitBo();
  await expect(page.getByText('Tonight').first()).toBeVisible();
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict' });
  expect(await page.evaluate('document.cookie')).toBe('');
  expect(complaints).toEqual([]);
  await context.close();
});
