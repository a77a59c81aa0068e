/** The doors of the release gate on their screen: a listener that is opened on purpose, a token shown once, files that are published. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { freePort } from '../fixtures/free-port.ts';
import { expectAccessibleInBoth } from './accessibility.ts';
import { picture } from './picture.ts';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;

test.beforeEach(async ({ page }) => {
  served = await ServedConsole.start();
  await page.goto(served.url);
  await page.goto(`${new URL(page.url()).origin}/#/settings/pipelines`);
});
test.afterEach(() => served.dispose());

async function addEnvironment(page: Page): Promise<void> {
  const { hash } = new URL(page.url());
  await page.goto(`${new URL(page.url()).origin}/#/environments`);
  await page.getByRole('button', { name: 'Add an environment' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an environment' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Orders');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(dialog).toBeHidden();
  await page.goto(`${new URL(page.url()).origin}/${hash}`);
}

test('REL-9: the listener opens by a deliberate word, a token is shown once, and a pipeline is answered until it is revoked', async ({
  page,
  request,
}) => {
  await addEnvironment(page);
  const port = await freePort();
  const listener = page.getByRole('region', { name: 'Listener' });
  await picture(page, 'settings-pipelines-empty');
  await listener.getByRole('button', { name: 'Open…' }).click();
  const opening = page.getByRole('dialog', { name: 'Open the listener' });
  await opening.getByLabel('Address').fill('10.0.0.7');
  await expect(opening.getByRole('button', { name: 'Open it' })).toBeDisabled();
  await expect(opening).toContainText('every machine that reaches 10.0.0.7');
  await expectAccessibleInBoth(page, 'Opening the listener');
  await picture(page, 'settings-pipelines-exposed');
  await opening.getByLabel('Address').fill('0.0.0.0');
  await expect(opening).toContainText('name one address of this machine');
  await opening.getByLabel('Address').fill('127.0.0.1');
  await opening.getByLabel('Port').fill(`${port}`);
  await opening.getByRole('button', { name: 'Open it' }).click();
  await expect(opening).toBeHidden();
  await expect(listener).toContainText(`http://127.0.0.1:${port}/gate/ENVIRONMENT`);

  await page.getByRole('button', { name: 'Make a token…' }).click();
  await page.getByRole('dialog', { name: 'Make a token' }).getByLabel('Name').fill('ci');
  await page.getByRole('dialog', { name: 'Make a token' }).getByRole('button', { name: 'Make it' }).click();
  const made = page.getByRole('dialog', { name: 'The token “ci”' });
  const token = await made.getByLabel('Token').inputValue();
  await expectAccessibleInBoth(page, 'A token shown once');
  await picture(page, 'settings-pipelines-token');
  await made
    .getByRole('button', { name: 'Back' })
    .or(made.getByRole('button', { name: 'I have it' }))
    .first()
    .click();
  await expect(page.getByRole('list', { name: 'Tokens that read gates' })).toContainText('ci');

  const ask = () =>
    request.get(`http://127.0.0.1:${port}/gate/Orders`, { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).status()).toBe(200);
  await page.getByRole('button', { name: 'Revoke ci' }).click();
  await page.getByRole('dialog', { name: 'Revoke “ci”?' }).getByRole('button', { name: 'Revoke it' }).click();
  await expect(page.getByText('There is none: nobody can ask.')).toBeVisible();
  expect((await ask()).status()).toBe(401);
  await listener.getByRole('button', { name: 'Close it' }).click();
  await expect(listener.getByRole('button', { name: 'Open…' })).toBeVisible();
  await expect(ask()).rejects.toThrow();
});

test('REL-9: gates are published as files in a folder, and no more once that is said', async ({ page }) => {
  await addEnvironment(page);
  const folder = join(served.workspace, 'gates');
  mkdirSync(folder);
  const files = page.getByRole('region', { name: 'Published files' });
  await files.getByRole('button', { name: 'Add a place…' }).click();
  const form = page.getByRole('dialog', { name: 'Publish gates as files' });
  await form.getByLabel('Name').fill('share');
  await form.getByRole('textbox', { name: 'Folder' }).fill('gates');
  await form.getByRole('button', { name: 'Publish there' }).click();
  await expect(form.getByRole('alert')).toContainText('whole path');
  await form.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await expectAccessibleInBoth(page, 'Publishing gates as files');
  await picture(page, 'settings-pipelines-form');
  await form.getByRole('button', { name: 'Publish there' }).click();
  await expect(form).toBeHidden();
  await files.getByRole('button', { name: 'Publish now' }).click();
  const row = page.getByRole('row', { name: 'share' });
  await expect(row).toContainText(/gate-orders\.json open, until/);
  expect(existsSync(join(folder, 'gate-orders.json'))).toBe(true);
  await expectAccessibleInBoth(page, 'Pipelines');
  await picture(page, 'settings-pipelines');
  await row.getByRole('button', { name: 'Remove share' }).click();
  await page
    .getByRole('dialog', { name: 'Publish no more as “share”?' })
    .getByRole('button', { name: 'Publish no more' })
    .click();
  await expect(files).toContainText('Gates are published nowhere.');
});
