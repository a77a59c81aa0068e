/** A verification that fails, and the way back: what will be undone is shown first, what has no script is asked about, the data is as before. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Leader } from './leader.ts';
import { picture } from './picture.ts';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;
test.beforeEach(async () => {
  served = await ServedConsole.start();
});
test.afterEach(() => served.dispose());
test.use({ viewport: { width: 1280, height: 800 } });

test('a verification fails, and everything that ran is undone in reverse order', async ({ page }) => {
  const leader = new Leader(page);
  await leader.practise(served.url);
  await leader.misbehave('Fail the verification', 'will fail');
  await leader.leadToTheWork();

  const card = page.getByText('“Every amount is as it was, to the cent” on practice has not succeeded');
  await expect(card).toContainText('exit status is 1');
  await expect(leader.log).toContainText('but the invoice says');
  await picture(page, '20-failed');

  await leader.side.getByRole('button', { name: 'Roll back…' }).click();
  await picture(page, '21-roll-back');
  const undone = leader.dialog.getByRole('listitem');
  await expect(undone).toHaveText([
    /Undo: Start the worker again/,
    /Undo: Migrate the amounts to cents/,
    /Undo: Back the orders up.*No rollback script: a backup harms nobody.*You are asked/,
    /Undo: Stop the worker/,
    /Undo: Put up the maintenance page/,
    /Undo: Tell the shop's people.*No rollback script: the word is out.*You are asked/,
  ]);
  await page.keyboard.type('three cents are missing');
  await leader.dialog.getByRole('button', { name: 'Roll back on practice' }).click();
  await expect(leader.dialog).toBeHidden();

  await expect(page.getByText('Undo “Back the orders up” on practice has no script')).toBeVisible();
  await picture(page, '22-asked');
  await leader.sayDone('the backup stays where it is');
  // A step that is confirmed before it runs is confirmed before it is undone.
  await leader.confirmOnPractice();
  await expect(page.getByText('has no script: the word is out')).toBeVisible();
  await leader.sayDone('told the shop that it is open again');
  await expect(leader.button('Complete…')).toBeVisible();
  await picture(page, '23-undone');
  await leader.complete('to be tried again next week');
  await expect(page.getByText('Rolled back', { exact: true }).first()).toBeVisible();
  await picture(page, '24-rolled-back');

  const orders = readFileSync(join(served.workspace, 'practice', 'home', 'shop', 'data', 'orders.tsv'), 'utf8');
  expect(orders.slice(0, orders.indexOf('\n'))).toBe('order\tday\tcustomer\tamount');
  await leader.goTo('Maintenances');
  await expect(page.getByRole('row').filter({ hasText: 'Practice' })).toContainText('Rolled back');
});
