/** Settings in a real browser: the team's policy changed and imported, and a channel that is added, given its secret and tried. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { expectAccessibleInBoth } from './accessibility.ts';
import { picture } from './picture.ts';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;

test.beforeEach(async ({ page }) => {
  served = await ServedConsole.start();
  await page.goto(served.url);
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Settings' }).click();
});
test.afterEach(() => served.dispose());

test('POL-19: a number and a severity of the policy are changed, and in force only once that is said', async ({
  page,
}) => {
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Policy' }).click();
  await expect(page).toHaveURL(/#\/settings\/policy$/);
  await expect(page.getByText('The default policy; nobody has changed it.')).toBeVisible();
  await page.getByLabel('Announced, days ahead').fill('10');
  await page.getByLabel('POL-13 is taken as').selectOption('Must');
  await page.getByLabel('Unblocks a release gate').selectOption('These roles');
  const openers = page.getByRole('combobox', { name: 'Roles that unblock a gate' });
  await openers.press('Backspace');
  await expect(page.getByText('Name a role, or choose who else.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Put it in force' })).toBeDisabled();
  await picture(page, 'settings-policy-no-opener');
  await openers.fill('SRE');
  await openers.press('Enter');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await expect(page.getByRole('button', { name: 'Put it in force' })).toBeDisabled();
  await page.getByLabel('OWN-1 asks for').fill('The data centre knows.');
  // High enough for all of it: what is half under the bar that stays in sight counts as too small to hit.
  const viewport = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.setViewportSize({ ...viewport, height: 3_000 });
  await expectAccessibleInBoth(page, 'The policy');
  await page.setViewportSize(viewport);
  await picture(page, 'settings-policy');
  await page.getByRole('button', { name: 'Put it in force' }).click();
  await expect(page.getByText('Version 1, by')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Announced, days ahead')).toHaveValue('10');
  await expect(page.getByLabel('OWN-1 asks for')).toHaveValue('The data centre knows.');
  await expect(page.getByLabel('Unblocks a release gate')).toHaveValue('named');
});

test('POL-19: a policy file with a mistake is refused with its line, and one that is right is in force', async ({
  page,
}) => {
  await page.goto(`${new URL(page.url()).origin}/#/settings/policy`);
  await page.getByRole('button', { name: 'Edit or import YAML…' }).click();
  const dialog = page.getByRole('dialog', { name: 'The policy as YAML' });
  const field = dialog.getByRole('textbox', { name: 'YAML' });
  const right = (await field.inputValue()).replace(/announcedDaysAhead: \d+/, 'announcedDaysAhead: 14');
  const file = join(served.workspace, 'policy.yaml');
  writeFileSync(file, right.replace('announcedDaysAhead', 'announcedDaysAfter'));
  await dialog.locator('input[type=file]').setInputFiles(file);
  await expect(field).toHaveValue(/announcedDaysAfter/);
  await dialog.getByRole('button', { name: 'Put it in force' }).click();
  await expect(dialog.getByRole('alert')).toContainText(/Line \d+: .*announcedDaysAfter/);
  await expectAccessibleInBoth(page, 'A policy file with a mistake');
  await picture(page, 'settings-policy-yaml');
  await field.fill(right);
  await dialog.getByRole('button', { name: 'Put it in force' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('Announced, days ahead')).toHaveValue('14');
});

test('a channel is added, its secret given for this session, tried, and removed', async ({ page }) => {
  let tries = 0;
  const receiver = createServer((request, response) => {
    request.resume();
    tries += 1;
    response.end('ok');
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Channels' }).click();
  await page.getByRole('button', { name: 'Add a channel' }).click();
  const form = page.getByRole('dialog', { name: 'Add a channel' });
  await form.getByLabel('Name').fill('ops');
  await form.getByLabel('Format').selectOption('mattermost');
  await expectAccessibleInBoth(page, 'Adding a channel');
  await picture(page, 'settings-channel-form');
  await form.getByRole('button', { name: 'Add it' }).click();
  await expect(form).toBeHidden();

  const row = page.getByRole('row', { name: 'ops' });
  await expect(row).toContainText('missing');
  await row.getByRole('button', { name: 'Try it' }).click();
  await expect(row.getByRole('alert')).toContainText('cannot send without');
  await row.getByRole('button', { name: 'Give the url of ops' }).click();
  const secret = page.getByRole('dialog', { name: /^The url of/ });
  await secret
    .getByRole('textbox', { name: 'url' })
    .fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`);
  await secret.getByRole('button', { name: 'Give it' }).click();
  await expect(row).toContainText('given for this session');
  await row.getByRole('button', { name: 'Try it' }).click();
  await expect(row.getByRole('status')).not.toBeEmpty();
  expect(tries).toBe(1);
  await expectAccessibleInBoth(page, 'Channels');
  await picture(page, 'settings-channels');

  await row.getByRole('button', { name: 'Remove…' }).click();
  await page
    .getByRole('dialog', { name: /^Remove/ })
    .getByRole('button', { name: 'Remove it' })
    .click();
  await expect(page.getByRole('heading', { name: 'No channel yet' })).toBeVisible();
  receiver.close();
});

test('PREP-1: the channels and times of the notices in the team’s plan are chosen and kept', async ({ page }) => {
  const settings = page.getByRole('navigation', { name: 'Settings' });
  await settings.getByRole('link', { name: 'Channels' }).click();
  await page.getByRole('button', { name: 'Add a channel' }).click();
  const form = page.getByRole('dialog', { name: 'Add a channel' });
  await form.getByLabel('Name').fill('the forum');
  await form.getByLabel('Kind').selectOption('Copied by hand');
  await form.getByText('The public', { exact: true }).click();
  await form.getByLabel('Where somebody takes the words').fill('forum.example.org');
  await form.getByRole('button', { name: 'Add it' }).click();
  await expect(form).toBeHidden();

  await settings.getByRole('link', { name: 'Notices' }).click();
  await page.getByRole('combobox', { name: 'Channels of announcement' }).click();
  await page.getByRole('option', { name: 'the forum' }).click();
  await page.keyboard.press('Escape');
  // The reminder of a week before goes, that of a day becomes one of two, and one of an hour comes.
  await page.getByRole('button', { name: 'Remove: Reminder, 7 d before the window begins' }).click();
  await page.getByRole('button', { name: 'Change: Reminder, 1 d before the window begins' }).click();
  const changing = page.getByRole('dialog', { name: 'Reminder: for whom and when' });
  await changing.getByLabel('Due', { exact: true }).fill('2');
  await changing.getByRole('button', { name: 'Change it' }).click();
  await page.getByRole('button', { name: 'Add a notice…' }).click();
  const adding = page.getByRole('dialog', { name: 'Add a notice to the plan' });
  await adding.getByLabel('Due', { exact: true }).fill('1');
  await adding.getByRole('combobox', { name: 'Unit', exact: true }).click();
  await page.getByRole('option', { name: 'hours' }).first().click();
  await expectAccessibleInBoth(page, 'Adding a notice to the plan');
  await picture(page, 'settings-plan-notice');
  await adding.getByRole('button', { name: 'Add it' }).click();
  const reminders = page.getByRole('row').filter({ hasText: /^Reminder/ });
  await expect(reminders).toHaveText([/2 d before/, /1 h before/, /15 m before/]);
  await expectAccessibleInBoth(page, 'The plan of notices');
  await picture(page, 'settings-notices');
  await page.getByRole('button', { name: 'Put it in force' }).click();
  await expect(page.getByText('Maintenances that are there keep their notices.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('row', { name: /^Announcement/ })).toContainText('the forum');
  await expect(reminders).toHaveText([/2 d before/, /1 h before/, /15 m before/]);
});

test('CHG-6: a template is written with the facts that are offered, shown as it would be sent, and given back', async ({
  page,
}) => {
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Templates' }).click();
  await expectAccessibleInBoth(page, 'Templates');
  await picture(page, 'settings-templates');
  const row = page.getByRole('row', { name: 'Reminder' });
  await row.getByRole('button', { name: 'Change the public text' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reminder, public' });
  const save = dialog.getByRole('button', { name: 'Save it' });
  const preview = dialog.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('Environment: shop-production');
  await dialog.getByLabel('Text').fill('Soon: {{moon}} and {{why}}');
  await expect(dialog.getByRole('list', { name: 'What is wrong' })).toContainText('There is no fact “moon”.');
  await expect(dialog.getByRole('list', { name: 'What is wrong' })).toContainText('“why” is for internal texts only.');
  await expect(save).toBeDisabled();
  await expectAccessibleInBoth(page, 'A template with mistakes');
  await picture(page, 'settings-template-wrong');
  await dialog.getByLabel('Text').fill('It begins ');
  await dialog.getByRole('button', { name: '{{start}}' }).click();
  await expect(dialog.getByLabel('Text')).toBeFocused();
  await page.keyboard.type('.');
  await expect(dialog.getByLabel('Text')).toHaveValue('It begins {{start}}.');
  await expect(preview).toContainText('It begins 2027-02-13 22:00 Europe/Berlin (21:00 UTC).');
  await picture(page, 'settings-template');
  await save.click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText('The team’s own, version 1');

  await row.getByRole('button', { name: 'Change the public text' }).click();
  await dialog.getByRole('button', { name: 'Back to the built-in words' }).click();
  await dialog.getByRole('button', { name: 'Go back to the built-in words' }).click();
  await expect(dialog).toBeHidden();
  await expect(row).not.toContainText('The team’s own');
});

test('CHG-3, CHG-8: a team writes its own kind of change, and what to check for a symptom', async ({ page }) => {
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Changes' }).click();
  await page.getByRole('button', { name: 'Add a kind of change' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Shop release');
  await dialog.getByRole('textbox', { name: 'Validation 1' }).fill('The front page loads');
  await dialog.getByRole('checkbox', { name: 'A script answers validation 1' }).check();
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Script of validation 1' }).fill('curl -fsS https://shop.example.org/');
  await expectAccessibleInBoth(page, 'A kind of change');
  await picture(page, 'settings-kind');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('list', { name: 'Kinds of change' })).toContainText('1 answered by a script');

  await page.getByRole('button', { name: 'Change “Connector fails after upgrade”' }).click();
  await dialog.getByLabel('What to check').fill('The queue of the connector\nCredential');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(page.getByRole('list', { name: 'Symptoms' })).toContainText('The queue of the connector · Credential');
  await expectAccessibleInBoth(page, 'The kinds of change');
  await picture(page, 'settings-changes');
  await page.getByRole('button', { name: 'Remove “Platform release”' }).click();
  await dialog.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByRole('list', { name: 'Kinds of change' })).not.toContainText('Platform release');
});
