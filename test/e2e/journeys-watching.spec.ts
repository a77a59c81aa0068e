/** Others who look on: a second window of the leader, and a second console on the same workspace that may only read. */
import { expect, test } from '@playwright/test';
import { Leader, practiceTitle } from './leader.ts';
import { migration } from './migration-lines.ts';
import { picture } from './picture.ts';
import { PracticeGate } from './practice-gate.ts';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;
test.beforeEach(async () => {
  served = await ServedConsole.start();
});
test.afterEach(() => served.dispose());
test.use({ viewport: { width: 1280, height: 800 } });

test('a second window follows the same run, and both write into its log', async ({ page, browser, context }) => {
  const leader = new Leader(page);
  await leader.practise(served.url);
  const gate = PracticeGate.shut(served.workspace);

  // Another window that was let in as this one was: it brings the same cookie.
  const other = await browser.newContext({ storageState: await context.storageState() });
  const second = new Leader(await other.newPage());
  await second.page.goto(page.url());
  await second.page.getByRole('tab', { name: 'Console' }).click();
  await expect(second.button('Start…')).toBeVisible();

  await leader.leadToTheWork();
  await expect(second.log).toContainText(PracticeGate.lastBatch);
  await second.expectStep(migration, 'Running');
  await second.page.keyboard.press('n');
  await second.page.keyboard.type('the shop’s people ask how long it takes');
  await second.page.keyboard.press('Enter');
  await expect(leader.log).toContainText('ask how long it takes');

  // Whichever window asks first is heard; the other sees what became of it.
  await second.button('Hold…').click();
  await expect(second.dialog.getByLabel('Reason')).toBeFocused();
  await second.page.keyboard.type('one moment');
  await second.page.keyboard.press('Enter');
  await expect(page.getByText('On hold').first()).toBeVisible();
  gate.open();
  await expect(leader.log).toContainText('orders migrated');
  await leader.button('Resume…').click();
  await expect(leader.dialog).toContainText('“Start the worker again” on practice begins at once');
  await leader.dialog.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(second.button('Complete…')).toBeVisible();
  await leader.complete('');
  await expect(second.page.getByText('Completed').first()).toBeVisible();
  await expect(second.log).toContainText('The run ended: completed');
  await other.close();
});

test('a second console on the same workspace says who holds it, follows live, and may do nothing', async ({
  page,
  browser,
}) => {
  const leader = new Leader(page);
  await leader.practise(served.url);
  const gate = PracticeGate.shut(served.workspace);
  await leader.leadToTheWork();
  await expect(leader.log).toContainText(PracticeGate.lastBatch);

  const reader = await ServedConsole.start({ workspace: served.workspace });
  const other = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const follower = new Leader(await other.newPage());
    await follower.page.goto(reader.url);
    await expect(follower.page.getByRole('contentinfo')).toContainText('Read-only: held by Drydock (browser)');
    await follower.page.getByRole('link', { name: practiceTitle }).click();
    await follower.page.getByRole('tab', { name: 'Console' }).click();
    await expect(follower.log).toContainText(PracticeGate.lastBatch);
    await picture(follower.page, '30-reader');
    for (const control of ['Hold…', 'Abort…', 'Misbehave…']) {
      await expect(follower.page.getByRole('button', { name: control })).toHaveCount(0);
    }
    await expect(follower.page.getByLabel('Log an action or a note')).toBeDisabled();

    gate.open();
    await expect(follower.log).toContainText('the maintenance page is down');
    await follower.expectStep(migration, 'Succeeded');
    await leader.complete('');
    await expect(follower.log).toContainText('The run ended: completed');
    await picture(follower.page, '31-reader-end');
  } finally {
    await other.close();
    await reader.leave();
  }
});
