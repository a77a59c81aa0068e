/** The newcomer's path: from the first start to the end of the practice maintenance, over a real host and a real browser. */
import { expect, test } from '@playwright/test';
import { Leader } from './leader.ts';
import { picture } from './picture.ts';
import { PracticeGate } from './practice-gate.ts';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;
test.beforeEach(async () => {
  served = await ServedConsole.start();
});
test.afterEach(() => served.dispose());
test.use({ viewport: { width: 1280, height: 800 } });

test('a newcomer leads the practice maintenance from the first start to its end', async ({ page }) => {
  const leader = new Leader(page);
  await page.goto(served.url);
  await expect(page.getByText('Lead your first maintenance in five minutes')).toBeVisible();
  await picture(page, '01-first-start');
  await leader.practise(served.url);
  const gate = PracticeGate.shut(served.workspace);
  await expect(page.getByLabel('Title of step 9')).toHaveValue('Migrate the amounts to cents');
  await picture(page, '02-plan');
  await expect(page.getByText('Nothing stands in the way of running it')).toBeVisible();
  await page.getByLabel('Title of step 9').click();
  await expect(page.getByRole('complementary', { name: 'The step that is open' })).toBeVisible();
  await picture(page, '03-plan-step');
  await leader.button('Start…').click();
  // Nothing happens before its title is typed, whatever is pressed.
  await expect(leader.dialog).toContainText('Runs on');
  await page.keyboard.press('Enter');
  await expect(leader.dialog).toBeVisible();
  await picture(page, '04-start');
  await page.keyboard.press('Escape');
  await leader.start();
  await expect(leader.button('Say it is done…')).toBeVisible();
  await picture(page, '05-manual');
  await leader.sayDone('said so in the channel');
  await expect(leader.button('Confirm on practice…')).toBeVisible();
  await leader.button('Confirm on practice…').click();
  await expect(leader.dialog).toContainText('shop worker stop');
  await picture(page, '06-confirm');
  await page.keyboard.press('Escape');
  await leader.confirmOnPractice();
  await expect(leader.log).toContainText('by typing “practice”');
  await leader.expectStep('Let open sessions end', 'Waiting');
  await picture(page, '07-wait');
  await expect(leader.log).toContainText(PracticeGate.lastBatch);
  await picture(page, '08-migration');
  gate.open();
  await expect(leader.log).toContainText('every amount is as before');
  await expect(leader.button('Complete…')).toBeVisible();
  await picture(page, '09-settled');
  await leader.complete('nothing out of the ordinary');
  await expect(page.getByText('Completed').first()).toBeVisible();
  await picture(page, '10-completed');
  await leader.goTo('Maintenances');
  await expect(page.getByRole('row').filter({ hasText: 'Practice' })).toContainText('Completed');
  await picture(page, '11-list');
});
