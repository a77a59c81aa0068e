/** Notices in a real browser: what is due and what it says, sent once for a click, copied by hand, dropped, added. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { TestConsole } from '../fixtures/console.ts';
import { expectAccessibleInBoth } from './accessibility.ts';
import { picture } from './picture.ts';
import { type Planned, planMaintenance } from './planned-maintenance.ts';
import { ServedConsole } from './served-console.ts';

let planned: Planned;
let served: ServedConsole;
let receiver: Server;
let received: { text: string }[];

test.beforeEach(async ({ page }) => {
  received = [];
  receiver = createServer((request, response) => {
    void text(request).then((body) => {
      received.push(JSON.parse(body) as { text: string });
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  planned = await planMaintenance(Date.now());
  const desk = await TestConsole.open(planned.folder);
  await desk.ask('channel.save', {
    channel: {
      kind: 'webhook',
      name: 'town square',
      audience: 'public',
      format: 'mattermost',
      url: `http://127.0.0.1:${port}/hooks/town`,
      isAuthorized: true,
    },
  });
  await desk.close();
  served = await ServedConsole.start({ workspace: planned.folder });
  await page.goto(served.url);
  await page.getByRole('link', { name: 'Upgrade the wiki' }).click();
  await page.getByRole('tab', { name: /^Notices/ }).click();
});
test.afterEach(async () => {
  await served.leave();
  await planned.remove();
  receiver.close();
});

test('a notice is written, looked over, and sent once through the channel that was chosen', async ({ page }) => {
  const list = page.getByRole('navigation', { name: 'Notices' });
  await list.getByRole('button', { name: /^Announcement/ }).click();
  const card = page.getByRole('article', { name: 'Announcement' });
  await expect(card.getByRole('list', { name: 'What the check says' })).toContainText('The record does not say');
  await expectAccessibleInBoth(page, 'Notices');
  await picture(page, 'notices');

  await card.getByRole('button', { name: 'Write' }).click();
  await card.getByLabel('Text').fill('We are thrilled to upgrade the wiki from 22:00.');
  await expect(card.getByRole('list', { name: 'What the check says' })).toContainText('“thrilled” announces');
  await card.getByLabel('Text').fill('The wiki is upgraded from 22:00 for 4 hours.');
  await expect(card.getByText('Saved', { exact: true })).toBeVisible();
  await expectAccessibleInBoth(page, 'Writing a notice');
  await picture(page, 'notices-writing');
  await card.getByRole('button', { name: 'Done' }).click();
  await expect(card.getByText('Written by hand')).toBeVisible();

  await card.getByRole('button', { name: 'Comment' }).click();
  await expect(card.getByRole('textbox', { name: 'Say something to the others' })).toBeFocused();
  await page.keyboard.type('The time is that of the brief.');
  await picture(page, 'notices-comment');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('region', { name: 'Comments on the notice' }).getByRole('listitem')).toContainText(
    'that of the brief',
  );
  await expectAccessibleInBoth(page, 'A notice with a comment');
  await picture(page, 'notices-commented');

  await card.getByRole('button', { name: 'Send…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Send: Announcement/ });
  await expect(dialog.getByRole('button', { name: 'Send it' })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'town square' }).check();
  // Asked for in each session, where it is needed.
  await expect(dialog.getByRole('button', { name: 'Send it' })).toBeDisabled();
  await dialog.getByLabel('The token of “town square”').fill('open-sesame');
  await expectAccessibleInBoth(page, 'Sending a notice');
  await picture(page, 'notices-send');
  await dialog.getByRole('button', { name: 'Send it' }).dblclick();
  await expect(dialog).toBeHidden();
  await expect(card.getByRole('region', { name: 'Sendings' })).toContainText('Sent');
  expect(received).toHaveLength(1);
  expect(received[0]?.text).toContain('for 4 hours');
  await expect(list.getByRole('region', { name: 'Sent' })).toContainText('Announcement');
});

test('what was copied by hand is said with where it is, and counts as sent', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy by hand…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Copy by hand/ });
  await dialog.getByRole('button', { name: 'Copy the words' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Upgrade the wiki');
  await dialog.getByLabel('Where it is now').fill('the forum, thread 4711');
  await dialog.getByRole('button', { name: 'It is there now' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Sent' })).toBeVisible();
});

test('a notice that is overdue is counted wherever the maintenance is, until it is dropped with a reason', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Add a notice…' }).click();
  const form = page.getByRole('dialog', { name: 'Add a notice' });
  await form.getByText('At a time').click();
  await form.getByRole('textbox', { name: 'Due' }).fill('2026-01-05 09:00');
  await expectAccessibleInBoth(page, 'Adding a notice');
  await form.getByRole('button', { name: 'Add it' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole('tab', { name: 'Notices : 1 overdue' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Notices: 1 overdue' })).toBeVisible();
  await page.getByRole('tab', { name: 'Console' }).click();
  const side = page.getByRole('complementary', { name: 'Run and step' });
  await expect(side.getByRole('listitem').filter({ hasText: 'Overdue' })).toBeVisible();
  await side.getByRole('link', { name: 'Reminder' }).click();

  await page.getByRole('button', { name: 'Drop…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Drop: Reminder/ });
  await dialog.getByLabel('Why it is not to be sent').fill('It was announced on the phone.');
  await dialog.getByRole('button', { name: 'Drop it' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('link', { name: /^Notices: / })).toHaveCount(0);
  await expect(page.getByRole('article')).toContainText('It was announced on the phone.');
});
