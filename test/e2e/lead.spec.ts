/** The lead handed over from one console to another, on the screens of both: offered, accepted, passed, taken in, and only read afterwards where it was. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { freePort } from '../fixtures/free-port.ts';
import { expectAccessibleInBoth } from './accessibility.ts';
import { Leader } from './leader.ts';
import { picture } from './picture.ts';
import { ServedConsole } from './served-console.ts';
import { readOut, SharingLeader } from './sharing-leader.ts';

let theirs: ServedConsole;
let ours: ServedConsole;
test.beforeEach(async () => {
  [theirs, ours] = await Promise.all([ServedConsole.start(), ServedConsole.start()]);
});
test.afterEach(async () => {
  await Promise.all([theirs.dispose(), ours.dispose()]);
});

/** A browser of its own: cookies of another port are this one's too. */
async function openOther(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(ours.url);
  return page;
}

test('the lead goes from one screen to another, by the fingerprints that are read out; where it was it is only read', async ({
  page,
  browser,
}) => {
  const leader = new Leader(page);
  await leader.practise(theirs.url);
  await leader.start();
  const sharing = new SharingLeader(page);
  await sharing.openDoor(await freePort());
  const link = await sharing.invite('Assist', 'Bo, who takes over');
  await sharing.closePanel();

  const bo = await openOther(browser);
  await expect(bo.getByRole('button', { name: 'Practice maintenance' })).toBeVisible();
  await bo.keyboard.press('Control+k');
  await expect(bo.getByRole('textbox', { name: 'Find anything' })).toBeFocused();
  await bo.keyboard.insertText('take over');
  await bo.getByRole('button', { name: /^Take over the lead… Of a/ }).click();
  const begin = bo.getByRole('dialog', { name: 'Take over the lead' });
  await begin.getByLabel('Their invite').fill('Tonight');
  await begin.getByLabel('Your name').fill('Bo Lind');
  await begin.getByRole('button', { name: 'Ask to be let in' }).click();
  await expect(begin.getByRole('alert')).toContainText('no whole invite');
  await begin.getByLabel('Their invite').fill(link);
  await picture(bo, '95-take-over-the-lead');
  await begin.getByRole('button', { name: 'Ask to be let in' }).click();
  const panel = bo.getByRole('region', { name: 'Taking over the lead' });
  await expect(panel).toContainText('Waiting until the leader lets you in');
  await sharing.letIn('Bo Lind');
  await expect(panel).toContainText('Waiting until the leader offers you the lead');
  const fingerprint = await readOut(bo);

  // Whoever looks at something else meanwhile is told, and led there.
  const rooms = bo.getByRole('navigation', { name: 'Rooms' });
  await rooms.getByRole('link', { name: 'People', exact: true }).click();
  await page.getByRole('button', { name: 'Share…' }).click();
  await sharing.panel.getByRole('combobox', { name: 'To whom' }).click();
  await page.getByRole('option', { name: 'Bo Lind' }).click();
  await picture(page, '96-offer-the-lead');
  await sharing.panel.getByRole('button', { name: 'Offer the lead' }).click();
  const line = bo.getByRole('status', { name: 'The lead on its way here' });
  await expect(line).toContainText(/ offers you the lead of “Practice/);
  await expectAccessibleInBoth(bo, 'The lead, offered elsewhere');
  await picture(bo, '96-offered-elsewhere');
  await line.getByRole('link', { name: 'Answer there' }).click();
  await expect(line).toBeHidden();
  await expect(panel).toContainText('offers you the lead');
  await expectAccessibleInBoth(bo, 'The lead, offered');
  await picture(bo, '96-offered');
  await panel.getByRole('button', { name: 'Accept the lead' }).click();
  await sharing.panel.getByRole('button', { name: 'Pass the lead on…' }).click();
  const passing = page.getByRole('dialog', { name: 'Pass the lead on to Bo Lind' });
  await passing.getByRole('textbox').fill('SHA256:misheard');
  await passing.getByRole('button', { name: 'Pass the lead on' }).click();
  await expect(passing.getByRole('alert')).toContainText('misheard');
  await passing.getByRole('textbox').fill(fingerprint);
  await picture(page, '97-pass-the-lead');
  await passing.getByRole('button', { name: 'Pass the lead on' }).click();
  await expect(passing).toBeHidden();
  await picture(page, '97-passed');
  const from = await readOut(page);
  await sharing.closePanel();

  // Somebody who is not who they say: nothing is taken in, and it can be tried again.
  await panel.getByRole('textbox').fill('SHA256:misheard');
  await panel.getByRole('button', { name: 'Take it in' }).click();
  await expect(panel.getByRole('alert')).toContainText('and not by SHA256:misheard');
  await picture(bo, '98-misheard');
  await panel.getByRole('textbox').fill(from);
  await panel.getByRole('button', { name: 'Take it in' }).click();
  await expect(panel).toContainText('Nothing new begins before you go on');
  // Keys of hosts are asked about as on any first contact.
  const meeting = bo.getByRole('dialog', { name: 'First contact with practice' });
  await meeting.getByRole('button', { name: 'Do not connect' }).click();
  await expect(meeting).toBeHidden();
  await picture(bo, '98-leads');
  await panel.getByRole('button', { name: 'Open it' }).click();
  await expect(bo.getByRole('button', { name: 'Resume…' }).first()).toBeVisible();

  await expect(page.getByRole('status').filter({ hasText: 'handed over to Bo Lind’s console' })).toBeVisible();
  for (const control of ['Say it is done…', 'Hold…', 'Abort…', 'Roll back…', 'Resume…'])
    await expect(page.getByRole('button', { name: control })).toHaveCount(0);
  await expect(page.getByText('waits for a person to do it')).toBeVisible();
  await expectAccessibleInBoth(page, 'A maintenance whose lead was handed over');
  await picture(page, '98-handed-over');
});
