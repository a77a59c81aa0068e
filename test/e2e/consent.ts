/** People's word on a maintenance, given at its own console and, by signed files, at another one. */
import { expect, type Locator } from '@playwright/test';
import { picture } from './picture.ts';
import type { Planner } from './planner.ts';

/** One after the other at the same console, each under their own name. */
export async function agree(leader: Planner, title: string, names: readonly string[]): Promise<void> {
  const { page } = leader;
  await leader.begin('POL-3', 'Ask them to agree');
  const asking = leader.dialog('Ask for approval or agreement');
  await asking.getByRole('button', { name: 'Ask', exact: true }).click();
  await asking.getByRole('button', { name: 'Done' }).click();
  for (const name of names) {
    await leader.sitAs(name);
    await leader.openMaintenance(title);
    await leader.tab('Readiness');
    await page.getByRole('button', { name: 'Answer here…' }).click();
    const dialog = leader.dialog('Your word');
    await dialog.getByRole('radiogroup', { name: 'The work plan' }).getByText('I agree').click();
    await dialog.getByRole('button', { name: `Give my word as ${name}` }).click();
    await expect(dialog).toBeHidden();
  }
  await leader.expectRule('POL-3', 'Satisfied');
}

interface ByFile {
  readonly leader: Planner;
  /** At a console of another workspace, which knows nobody else. */
  readonly manager: Planner;
  /** The maintenance's. */
  readonly title: string;
  readonly asks: string;
  readonly approves: string;
}

/** The request out of one workspace, the answer back from another; each key was trusted once, by a fingerprint that was read out. */
export async function approveByFile({ leader, manager, title, asks, approves }: ByFile): Promise<void> {
  const theirs = await keyOf(await manager.sitAs(approves));
  const mine = await keyOf(await leader.openPerson(asks));

  const panel = await leader.openPerson(approves);
  await panel.getByRole('button', { name: 'Trust a key…' }).click();
  const trusting = leader.dialog(`Trust a key as ${approves}’s`);
  await trusting.getByLabel('The line from their console').fill(theirs.line);
  await trusting.getByLabel('The fingerprint, as they read it out').fill(theirs.fingerprint);
  await trusting.getByRole('button', { name: 'They are the same: trust it' }).click();
  await expect(trusting).toBeHidden();

  await leader.openMaintenance(title);
  await leader.begin('POL-1', 'Ask EM for approval');
  const asking = leader.dialog('Ask for approval or agreement');
  await leader.pick(asking.getByRole('combobox', { name: 'Whom' }), new RegExp(`^${approves}`));
  await leader.page.keyboard.press('Escape');
  await asking.getByRole('button', { name: 'Ask', exact: true }).click();
  const request = await leader.saved(() => asking.getByRole('button', { name: /\.json$/ }).click());
  await picture(leader.page, '76-asked');
  await asking.getByRole('button', { name: 'Done' }).click();
  await leader.expectRule('POL-1', 'Violated');

  await manager.give('Answer a request file…', request);
  const dialog = manager.dialog(`Asked of you: ${title}`);
  await expect(dialog).toContainText('Tell the owners');
  await dialog.getByLabel('The fingerprint, as whoever asks reads it out').fill(mine.fingerprint);
  await dialog.getByRole('radiogroup', { name: 'The maintenance' }).getByText('I approve').click();
  await picture(manager.page, '77-answering');
  const answer = await manager.saved(() => dialog.getByRole('button', { name: 'Sign the answer' }).click());

  await leader.give('Import an answer…', answer);
  await leader.expectRule('POL-1', 'Satisfied');
}

/** As it is copied from the screen, and as it is read out. */
async function keyOf(panel: Locator): Promise<{ readonly line: string; readonly fingerprint: string }> {
  const fingerprint = await panel.locator('code').first().innerText();
  await panel.getByRole('button', { name: 'Copy the line to hand on' }).click();
  return { line: await panel.page().evaluate(() => navigator.clipboard.readText()), fingerprint };
}
