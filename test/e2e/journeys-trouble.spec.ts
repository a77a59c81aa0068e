/** Whatever goes wrong while a long step runs, the screen says so, no line is lost, and the step runs once. */
import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { Leader, practiceTitle } from './leader.ts';
import { expectWholeMigration, migration } from './migration-lines.ts';
import { picture } from './picture.ts';
import { PracticeGate } from './practice-gate.ts';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;
test.beforeEach(async () => {
  served = await ServedConsole.start();
});
test.afterEach(() => served.dispose());
test.use({ viewport: { width: 1280, height: 800 }, permissions: ['clipboard-read', 'clipboard-write'] });

test('the host drops its connections, goes silent and goes away while the migration runs', async ({ page }) => {
  const leader = new Leader(page);
  await leader.practise(served.url);
  const gate = PracticeGate.shut(served.workspace);
  await leader.leadToTheWork();
  await expect(leader.log).toContainText(PracticeGate.lastBatch);

  await leader.misbehave('Drop the connection', 'reconnects by itself');
  await expect(leader.log).toContainText('practice is out of reach');
  await expect(leader.log).toContainText('Contact with practice is back');
  await picture(page, '40-dropped');

  await leader.misbehave(/^Freeze/, 'says nothing');
  await expect(page.getByRole('contentinfo')).toContainText('practice silent');
  await expect(leader.side).toContainText('Silent');
  await picture(page, '41-frozen');
  await leader.misbehave('Behave again', 'behaves again');
  await expect(page.getByRole('contentinfo')).toContainText('practice connected');

  await page.getByRole('button', { name: 'Misbehave…' }).click();
  await page.getByRole('button', { name: 'Restart' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Outcome unknown' })).toBeVisible();
  await picture(page, '42-restarting');
  await expect(page.getByRole('region', { name: 'Outcome unknown' })).toBeHidden();
  await leader.expectStep(migration, 'Running');
  gate.open();

  await expect(leader.button('Complete…')).toBeVisible();
  await picture(page, '43-after-all');
  await expectWholeMigration(leader, gate);
  await leader.complete('the network was bad');
  await expect(page.getByText('Completed').first()).toBeVisible();
});

test('the console is killed in the middle of the migration and started again', async ({ page }) => {
  const leader = new Leader(page);
  await leader.practise(served.url);
  const gate = PracticeGate.shut(served.workspace);
  await leader.leadToTheWork();
  await expect(leader.log).toContainText(PracticeGate.lastBatch);
  await served.kill();
  await expect(page.getByRole('contentinfo')).toContainText('Console lost: steps on hosts go on');
  await picture(page, '50-console-lost');
  gate.open();

  served = await ServedConsole.start({ workspace: served.workspace });
  await page.goto(served.url);
  const row = page.getByRole('row').filter({ hasText: practiceTitle });
  await expect(row).toContainText('On hold');
  await picture(page, '51-list-held');
  await row.getByRole('link').click();
  await page.getByRole('tab', { name: 'Console' }).click();
  await expect(page.getByText('Drydock was started anew while this run was going on')).toBeVisible();
  await leader.expectStep(migration, 'Succeeded');
  await picture(page, '52-held');
  await expectWholeMigration(leader, gate);

  await leader.button('Resume…').click();
  await expect(leader.dialog).toContainText('“Start the worker again” on practice begins at once, on practice.');
  await picture(page, '53-resume');
  await page.getByRole('dialog').getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(leader.button('Complete…')).toBeVisible();
  await leader.complete('');
  await expect(page.getByText('Completed').first()).toBeVisible();
});

test('Ctrl-C in the middle of the migration detaches at once, and says what goes on where', async ({ page }) => {
  const leader = new Leader(page);
  await leader.practise(served.url);
  const gate = PracticeGate.shut(served.workspace);
  await leader.leadToTheWork();
  await expect(leader.log).toContainText(PracticeGate.lastBatch);
  expect(await served.leave()).toBe(0);
  expect(served.said.at(-1)).toContain('Still running: “Migrate the amounts to cents” on practice');
  gate.open();
});

test('nobody knows what became of a step: what is known is said, and a person’s word settles it', async ({ page }) => {
  const leader = new Leader(page);
  await leader.practise(served.url);
  const gate = PracticeGate.shut(served.workspace);
  await leader.leadToTheWork();
  await expect(leader.log).toContainText(PracticeGate.lastBatch);
  await leader.step(migration).click();
  await leader.side.getByRole('button', { name: 'Where it began' }).click();
  const began = leader.log.getByText(/^“Migrate the amounts to cents”.* runs as process/);
  killGroupOf(/process (\d+)/.exec((await began.textContent()) ?? '')?.[1]);
  await page.getByRole('button', { name: 'Follow' }).click();

  const card = page.getByRole('region', { name: 'Outcome unknown' });
  await expect(card).toContainText('Nobody knows what became of “Migrate the amounts to cents” on practice');
  await expect(card).toContainText('no exit status was written');
  await picture(page, '60-unknown');
  for (const choice of ['It ran…', 'It did not run…', 'A new attempt…']) {
    await expect(card.getByRole('button', { name: choice })).toBeVisible();
  }
  await card.getByRole('button', { name: 'It did not run…' }).click();
  await expect(leader.dialog.getByLabel('How do you know?')).toBeFocused();
  const say = leader.dialog.getByRole('button', { name: 'Say that it did not run' });
  await expect(say).toBeDisabled();
  await page.keyboard.type('orders.tsv is still the old file');
  await picture(page, '61-mark');
  await say.click();
  await expect(card).toBeHidden();
  await expect(leader.log).toContainText('it did not run: orders.tsv is still the old file');

  gate.open();
  await picture(page, '62-marked');
  await page.getByRole('button', { name: 'Retry…' }).first().click();
  await expect(leader.dialog).toContainText('Attempt 2 on practice');
  await expect(leader.dialog).toContainText('The plan calls it safe to repeat.');
  await picture(page, '63-retry');
  await leader.dialog.getByRole('button', { name: 'Run it again on practice' }).click();
  await expect(leader.button('Complete…')).toBeVisible();
  await leader.complete('');
  await expect(page.getByText('Completed').first()).toBeVisible();
});

/** As if the host had run out of memory: the step is gone without a word. */
function killGroupOf(pid: string | undefined): void {
  if (pid === undefined) throw new Error('the log does not say as which process the step runs');
  const group = Number(execFileSync('ps', ['-o', 'pgid=', '-p', pid], { encoding: 'utf8' }));
  process.kill(-group, 'SIGKILL');
}
