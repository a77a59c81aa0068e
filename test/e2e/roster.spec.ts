/** The roster in a real browser: bars and coverage, a gap that is filled by a shift, a local time that comes twice, a drop-out, work that collides. */
import { expect, type Page, test } from '@playwright/test';
import { expectAccessibleInBoth } from './accessibility.ts';
import { picture } from './picture.ts';
import { type Planned, planMaintenance } from './planned-maintenance.ts';
import { ServedConsole } from './served-console.ts';

let planned: Planned;
let served: ServedConsole;

test.beforeEach(async ({ page }) => {
  planned = await planMaintenance(Date.now());
  served = await ServedConsole.start({ workspace: planned.folder });
  await page.goto(served.url);
  await page.getByRole('link', { name: 'Upgrade the wiki' }).click();
  await page.getByRole('tab', { name: 'Roster' }).click();
});
test.afterEach(async () => {
  await served.leave();
  await planned.remove();
});

const row = (page: Page, name: string) => page.getByRole('list', { name: 'Shifts' }).getByRole('listitem', { name });

test('the gap is named with from and to, and a longer shift closes it', async ({ page }) => {
  await expect(page.getByText('One gap in the coverage:')).toBeVisible();
  await expectAccessibleInBoth(page, 'The roster');
  await picture(page, 'roster');
  await row(page, 'Ben Okoye').getByRole('button', { name: /^SRE/ }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Change a shift' });
  const end = await dialog.getByLabel('To').inputValue();
  // The first shift ends half an hour before the second begins.
  await dialog.getByLabel('To').fill(end.replace(/:00$/, ':30'));
  await expectAccessibleInBoth(page, 'A shift');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Enough SRE with root access throughout the window.')).toBeVisible();
});

test('a local time that comes twice is asked about, and one that never comes is refused', async ({ page }) => {
  await page.getByRole('button', { name: 'Add a shift…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a shift' });
  const add = dialog.getByRole('button', { name: 'Add it' });
  await dialog.getByLabel('From').fill('2027-10-31 02:30');
  await expect(dialog.getByText(/comes twice in Europe\/Berlin/)).toBeVisible();
  await expect(add).toBeDisabled();
  await dialog.getByRole('button', { name: '2027-10-31 02:30+01:00' }).click();
  await expect(dialog.getByText(/comes twice/)).toBeHidden();
  await dialog.getByLabel('From').fill('2027-03-28 02:30');
  await expect(dialog.getByText(/does not exist in Europe\/Berlin/)).toBeVisible();
  await expect(add).toBeDisabled();
});

test('somebody drops out: they are marked, the coverage falls, and back they are', async ({ page }) => {
  await row(page, 'Ada Quist').getByRole('button', { name: 'Ada Quist' }).click();
  await page.getByRole('menuitem', { name: 'Not available…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ada Quist is not available' });
  await dialog.getByLabel('Why').fill('Broken leg.');
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await expect(page.getByRole('region', { name: 'Not available' })).toContainText('Broken leg.');
  await expect(page.getByText(/gaps in the coverage/)).toBeVisible();
  await expectAccessibleInBoth(page, 'A drop-out');
  await picture(page, 'roster-drop-out');
  await row(page, 'Ada Quist').getByRole('button', { name: 'Ada Quist' }).click();
  await page.getByRole('menuitem', { name: 'Available again' }).click();
  await expect(page.getByRole('region', { name: 'Not available' })).toBeHidden();
});

test('two who work on the same step are both warned, and the lead passes only when it is accepted', async ({
  page,
}) => {
  for (const name of ['Ada Quist', 'Ben Okoye']) {
    await row(page, name).getByRole('button', { name }).click();
    await page.getByRole('menuitem', { name: 'Working on…' }).click();
    const dialog = page.getByRole('dialog', { name: `What ${name} works on` });
    await dialog.getByLabel('The one goal').fill(`the upgrade, by ${name}`);
    await dialog.getByRole('combobox', { name: 'Step' }).click();
    await page.getByRole('option').last().click();
    await dialog.getByRole('button', { name: 'Say so' }).click();
    await expect(dialog).toBeHidden();
  }
  const working = page.getByRole('region', { name: 'Working on' });
  await expect(working.getByText(/On the step Upgrade too: (?:Ada Quist|Ben Okoye)/)).toHaveCount(2);
  await row(page, 'Ada Quist').getByRole('button', { name: 'Ada Quist' }).click();
  await page.getByRole('menuitem', { name: 'Hand over…' }).click();
  const dialog = page.getByRole('dialog', { name: 'What Ada Quist hands over' });
  await dialog.getByRole('combobox', { name: 'To whom' }).click();
  await page.getByRole('option', { name: 'Ben Okoye' }).click();
  await dialog.getByRole('button', { name: 'Offer it' }).click();
  const duties = page.getByRole('region', { name: 'Duties' });
  await expect(duties).toContainText('LeaderAda Quist');
  await picture(page, 'roster-work');
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect(duties).toContainText('LeaderBen Okoye');
});

test('a calendar file that leaves open who is meant asks, and is written once that is answered', async ({ page }) => {
  const stamp = (atMs: number) => `${new Date(atMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const { startMs, endMs } = planned.window;
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'BEGIN:VEVENT', 'UID:one@example.org'];
  lines.push(`DTSTAMP:${stamp(startMs)}`, `DTSTART:${stamp(endMs)}`, `DTEND:${stamp(endMs + 3_600_000)}`);
  lines.push('SUMMARY:SRE', 'ATTENDEE;CN=Benny:mailto:benny@elsewhere.example', 'END:VEVENT', 'END:VCALENDAR', '');
  const file = { name: 'shifts.ics', mimeType: 'text/calendar', buffer: Buffer.from(lines.join('\r\n')) };
  await page.locator('input[type=file][accept*=calendar]').setInputFiles(file);
  const dialog = page.getByRole('dialog', { name: 'Shifts from shifts.ics' });
  await expect(dialog.getByRole('list', { name: 'Event by event' })).toContainText('asks');
  await expect(dialog.getByRole('button', { name: 'Add 0 shifts' })).toBeDisabled();
  await dialog.getByRole('combobox').first().click();
  await page.getByRole('option', { name: 'Ben Okoye' }).click();
  await expect(dialog.getByRole('list', { name: 'Event by event' })).toContainText('understood');
  await expectAccessibleInBoth(page, 'Shifts from a calendar');
  await dialog.getByRole('button', { name: 'Add 1 shift' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, 'Ben Okoye').getByRole('button', { name: /^SRE/ })).toHaveCount(3);
});
