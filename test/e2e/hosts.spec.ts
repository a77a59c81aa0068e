/** Hosts and their keys, in a real browser, against a real sshd: nothing is trusted by one press, and a changed key stops. */
import { createHash } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';
import { expectAccessibleInBoth } from './accessibility.ts';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;
let sshd: Sshd;

test.beforeEach(async () => {
  [served, sshd] = await Promise.all([ServedConsole.start(), startSshd()]);
});
test.afterEach(async () => {
  await Promise.all([served.dispose(), sshd.close()]);
});

/** As `ssh-keygen -l` prints it on the host's own console. */
function fingerprintOf(key: string): string {
  const blob = key.split(/\s+/).find((part) => part.startsWith('AAAA')) ?? '';
  const hash = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64');
  return `SHA256:${hash.replace(/=+$/, '')}`;
}

async function addHost(page: Page, server: Sshd): Promise<void> {
  await page.goto(served.url);
  await page.getByRole('link', { name: 'Environments' }).click();
  await page.getByRole('link', { name: 'Hosts' }).click();
  await page.getByRole('button', { name: 'Add a host' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a host' });
  await dialog.getByLabel('Name').fill('db-1');
  await dialog.getByLabel('Address').fill('127.0.0.1');
  await dialog.getByLabel('Port').fill(String(server.port));
  await dialog.getByLabel('User').fill(server.user);
  await dialog.getByLabel('Identity file').fill(server.identityFile);
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('complementary', { name: 'Host db-1' })).toBeVisible();
}

const panel = (page: Page) => page.getByRole('complementary', { name: 'Host db-1' });

test('a host is added, changed and removed', async ({ page }) => {
  await addHost(page, sshd);
  await expectAccessibleInBoth(page, 'A host');
  await panel(page).getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change db-1' });
  await dialog.getByLabel('User').fill('somebody');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'db-1' })).toContainText('somebody@127.0.0.1');
  await panel(page).getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove db-1' }).click();
  await expect(page.getByRole('heading', { name: 'No host yet' })).toBeVisible();
});

test('a form that is not right says so beside the field, and sends nothing', async ({ page }) => {
  await page.goto(served.url);
  await page.getByRole('link', { name: 'Environments' }).click();
  await page.getByRole('link', { name: 'Hosts' }).click();
  await page.getByRole('button', { name: 'Add a host' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a host' });
  await dialog.getByLabel('Name').fill('db 1');
  await dialog.getByLabel('Address').fill('127.0.0.1');
  await dialog.getByLabel('User').fill('ada');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(dialog.getByText(/a host name starts with a letter or digit/)).toBeVisible();
  await expectAccessibleInBoth(page, 'A form with a mistake');
});

test('a key is pinned by its fingerprint from elsewhere, and then the host can be checked', async ({ page }) => {
  await addHost(page, sshd);
  await panel(page).getByRole('button', { name: 'Look at the key it shows' }).click();
  await expect(panel(page).getByText('Nobody here has met this key before.')).toBeVisible();
  const trust = panel(page).getByRole('button', { name: 'Trust this key' });
  await expect(trust).toBeDisabled();
  const field = panel(page).getByLabel('The fingerprint as the host’s own console shows it');
  await field.fill('SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  await expect(panel(page).getByText('This is not the key the host shows. Do not trust it.')).toBeVisible();
  await expect(trust).toBeDisabled();
  await field.fill(fingerprintOf(sshd.hostKey).slice(-8));
  await expectAccessibleInBoth(page, 'A key about to be trusted');
  await trust.click();
  await expect(panel(page).getByText('It shows the key it is known by.')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'db-1' })).toContainText('pinned');
  await panel(page).getByRole('button', { name: 'Check the connection' }).click();
  await expect(panel(page).getByText('Steps survive a lost connection here.')).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('db-1 connected');
});

test('first contact asks with the fingerprint, and goes on only after it was compared', async ({ page }) => {
  await addHost(page, sshd);
  await panel(page).getByRole('button', { name: 'Check the connection' }).click();
  const dialog = page.getByRole('dialog', { name: 'First contact with db-1' });
  await expect(dialog).toContainText(`127.0.0.1:${sshd.port}`);
  const trust = dialog.getByRole('button', { name: 'They are the same: trust this key' });
  await expect(trust).toBeDisabled();
  await expectAccessibleInBoth(page, 'The question of first contact');
  await dialog.getByLabel('The fingerprint as the host’s own console shows it').fill(fingerprintOf(sshd.hostKey));
  await trust.click();
  await expect(dialog).toBeHidden();
  await expect(panel(page).getByText('Steps survive a lost connection here.')).toBeVisible();
});

test('a question that is refused connects to nothing, and says what that means', async ({ page }) => {
  await addHost(page, sshd);
  await panel(page).getByRole('button', { name: 'Check the connection' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Do not connect' }).click();
  await expect(panel(page).getByRole('alert')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'db-1' })).toContainText('not pinned');
});

test('a changed key shows both fingerprints and no way to accept it in one press', async ({ page }) => {
  await addHost(page, sshd);
  await panel(page).getByRole('button', { name: 'Look at the key it shows' }).click();
  await panel(page).getByLabel('The fingerprint as the host’s own console shows it').fill(fingerprintOf(sshd.hostKey));
  await panel(page).getByRole('button', { name: 'Trust this key' }).click();
  await expect(panel(page).getByText('It shows the key it is known by.')).toBeVisible();
  const other = await startSshd();
  try {
    await panel(page).getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change db-1' });
    await dialog.getByLabel('Port').fill(String(other.port));
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await panel(page).getByRole('button', { name: 'Look at the key it shows' }).click();
    await expect(panel(page).getByRole('alert')).toContainText('another key than the one it is known by');
    const shown = await panel(page).locator('code').allInnerTexts();
    const bare = shown.map((text) => text.replace(/\s+/g, ''));
    for (const key of [sshd.hostKey, other.hostKey]) {
      expect(bare).toContain(fingerprintOf(key).replace('SHA256:', ''));
    }
    await expect(panel(page).getByRole('button', { name: /Replace|Trust/ })).toHaveCount(0);
    await expectAccessibleInBoth(page, 'A changed key');
    await panel(page).getByRole('button', { name: 'I know why it changed…' }).click();
    const replace = panel(page).getByRole('button', { name: 'Replace the old key by this one' });
    await expect(replace).toBeDisabled();
    await panel(page)
      .getByLabel('The fingerprint as the host’s own console shows it')
      .fill(fingerprintOf(other.hostKey));
    await replace.click();
    await expect(panel(page).getByText('It shows the key it is known by.')).toBeVisible();
  } finally {
    await other.close();
  }
});
