/** What upsets a maintenance, in a real browser: a drop-out that postpones it, and outside help in its order. */
import { expect, type Page, test } from '@playwright/test';
import type { HostName } from '../../src/core/ids.ts';
import type { Window } from '../../src/core/schedule/window.ts';
import { ready } from '../core/policy/fixtures.ts';
import { TestConsole } from '../fixtures/console.ts';
import { expectAccessibleInBoth } from './accessibility.ts';
import { picture } from './picture.ts';
import { type Planned, planMaintenance } from './planned-maintenance.ts';
import { Planner } from './planner.ts';
import { ServedConsole } from './served-console.ts';

const title = 'Upgrade the wiki';
let planned: Planned;
let served: ServedConsole;
let leader: Planner;

/** Scheduled, unless it is for now; Ada, who leads it, sits here. */
async function open(page: Page, window?: Window): Promise<void> {
  planned = await planMaintenance(Date.now());
  const desk = await TestConsole.open(planned.folder);
  const { maintenance } = planned;
  await desk.ask('record.change', { maintenance, record: ready.change.record });
  // Nothing listens there, and nothing is to: these are journeys of people.
  await desk.ask('host.save', { name: 'wiki-1' as HostName, address: '127.0.0.1', port: 1, user: 'ops' });
  if (window === undefined) await desk.ask('schedule.commit', { maintenance });
  else await desk.ask('schedule.setWindow', { maintenance, window });
  await desk.close();
  served = await ServedConsole.start({ workspace: planned.folder });
  leader = new Planner(page);
  await page.goto(served.url);
  await leader.sitAs('Ada Quist');
  await leader.openMaintenance(title);
}

async function dropOut(page: Page, name: string): Promise<void> {
  await leader.tab('Roster');
  const shifts = page.getByRole('list', { name: 'Shifts' });
  await shifts.getByRole('listitem', { name }).getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Not available…' }).click();
  const dialog = leader.dialog(`${name} is not available`);
  await dialog.getByLabel('Why').fill('ill');
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await expect(dialog).toBeHidden();
}

test.afterEach(async () => {
  await served.leave();
  await planned.remove();
});

test('POL-16: two drop out, the earliest date is proposed and explained, and one postponement settles both', async ({
  page,
}) => {
  await open(page);
  for (const name of ['Ben Okoye', 'Dana Reyes']) await dropOut(page, name);
  const away = page.getByRole('region', { name: 'Not available' });
  await expect(away.getByText('It has to be postponed by at least 3 days (POL-16).')).toHaveCount(2);
  await picture(page, 'upsets-drop-outs');
  await leader.begin('POL-16', 'Postpone it to the proposed date');
  const dialog = leader.dialog('Postpone');
  const proposed = dialog.getByRole('region', { name: 'Proposed date' });
  await expect(proposed).toContainText('Ben Okoye, Dana Reyes dropped out: at least 3 days later');
  await expect(proposed).toContainText('POL-10');
  await picture(page, 'upsets-postpone');
  await proposed.getByRole('button', { name: 'Take it over' }).click();
  const says = dialog.getByRole('region', { name: 'What the rules would say' });
  await expect(says).toContainText('POL-17');
  await expect(says.getByText('It was postponed by at least 3 days')).toBeVisible();
  await expectAccessibleInBoth(page, 'Postponing');
  await picture(page, 'upsets-postpone-taken');
  await dialog.getByLabel('Reason').fill('Ben and Dana are ill');
  await dialog.getByRole('button', { name: 'Postpone it' }).click();
  await expect(dialog).toBeHidden();
  await leader.tab('Brief');
  await expect(page.getByRole('list', { name: 'Changes of the schedule' })).toContainText(
    'Because of Ben Okoye, Dana Reyes.',
  );
  await picture(page, 'upsets-postponed');
  await leader.tab('Notices');
  await expect(page.getByRole('navigation', { name: 'Notices' }).getByText('Change of schedule')).toHaveCount(2);
  await picture(page, 'upsets-notices');
  await leader.tab('Roster');
  await expect(away.getByText('It was postponed because of them.')).toHaveCount(2);
});

test('POL-9: outside help is asked for, signed off by the leader, acknowledged by each, and then raised', async ({
  page,
}) => {
  await open(page);
  await leader.begin('POL-9', 'Ask for outside help');
  const asking = leader.dialog('Ask for outside help');
  await asking.getByLabel('Whom').fill('ServerChoice');
  await asking.getByLabel('Why it is needed').fill('the array lost two disks');
  await picture(page, 'upsets-ask');
  await asking.getByRole('button', { name: 'Ask for it' }).click();
  await leader.begin('POL-9', 'Have the leader sign off its urgency');
  const help = page.getByRole('listitem', { name: 'Outside help by ServerChoice' });
  await expect(help).toContainText('Ada Quist signs off its urgency');
  await picture(page, 'upsets-asked');
  await help.getByRole('button', { name: 'Sign off…' }).click();
  await page.getByRole('button', { name: 'It is urgent: sign it off' }).click();
  await expect(help).toContainText('Not yet said to understand why: Ada Quist, Ben Okoye, Cleo Marsh, Dana Reyes');
  await expect(help.getByRole('button', { name: 'Raise it…' })).toHaveCount(0);

  const dialog = leader.dialog('Why ServerChoice is asked for help');
  await help.getByRole('button', { name: 'Acknowledge…' }).click();
  await dialog.getByRole('button', { name: 'I understand why' }).click();
  await expect(dialog).toBeHidden();
  for (const name of ['Ben Okoye', 'Cleo Marsh', 'Dana Reyes']) {
    await help.getByRole('button', { name: 'Acknowledge…' }).click();
    await leader.pick(dialog.getByRole('combobox', { name: 'Who understands it' }), name);
    await expect(dialog).toContainText('the log names you, Ada Quist, as who recorded it');
    if (name === 'Ben Okoye') {
      await expectAccessibleInBoth(page, 'Acknowledging outside help');
      await picture(page, 'upsets-acknowledge');
    }
    await dialog.getByRole('button', { name: `Record that ${name} understands why` }).click();
    await expect(dialog).toBeHidden();
  }
  await expect(help).toContainText('recorded by Ada Quist');
  await help.getByRole('button', { name: 'Raise it…' }).click();
  await page.getByLabel('Under which reference').fill('T-4711');
  await page.getByRole('button', { name: 'It is raised' }).click();
  await expect(help).toContainText(/Raised by Ada Quist, .*: T-4711/);
  await expect(page.getByRole('log')).toContainText('Ada Quist raised the support by ServerChoice: T-4711.');
  await expect(page.getByRole('log')).toContainText('as Ada Quist recorded.');
  await expectAccessibleInBoth(page, 'Outside help at the side of the console');
  await picture(page, 'upsets-raised');
  await leader.tab('Readiness');
  await expect(leader.rule('POL-9')).toContainText('Outside help was raised in its order.');
});

test('POL-15, POL-18: an emergency starts with its clock in sight, and after a drop-out those who are left stop it', async ({
  page,
}) => {
  const startMs = Date.now() - 3_600_000;
  await open(page, { startMs, endMs: startMs + 4 * 3_600_000, zone: 'Europe/Berlin' });
  await leader.tab('Readiness');
  await page.getByRole('button', { name: 'Declare an emergency…' }).click();
  await page.getByLabel('Why it cannot wait').fill('the array lost two disks');
  await page.getByLabel('The service’s stability needs intervention at once').check();
  await page.getByRole('button', { name: 'Declare the emergency' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'It may start as an emergency' })).toBeVisible();
  await page.getByRole('button', { name: 'Start as an emergency…' }).click();
  await page.getByLabel(`Type “${title}” to start`).fill(title);
  await page.getByRole('button', { name: 'Start the run' }).click();
  await expect(page.getByRole('log')).toContainText('started the run');

  const emergency = page.getByRole('link', { name: /^Emergency: / });
  await expect(emergency).toContainText(/EM not told for \d\d:\d\d/);
  await leader.begin('POL-18', 'Tell EM, and record it');
  const telling = leader.dialog('Who was told');
  await leader.pick(telling.getByRole('combobox', { name: 'Who' }), 'Cleo Marsh');
  await telling.getByLabel('How').fill('called at home');
  await telling.getByRole('button', { name: 'Record it' }).click();
  await expect(emergency).toContainText('no CES engaged for');

  await dropOut(page, 'Ben Okoye');
  await leader.tab('Console');
  await expect(
    page.getByText(/Ben Okoye dropped out, and nobody has decided whether to go on \(POL-15\)/),
  ).toBeVisible();
  await expectAccessibleInBoth(page, 'A drop-out in an emergency');
  await picture(page, 'upsets-emergency');
  await leader.tab('Roster');
  await page.getByRole('button', { name: 'Decide whether to go on…' }).click();
  const deciding = leader.dialog('Ben Okoye has dropped out');
  await deciding.getByText('It does not go on').click();
  await leader.pick(deciding.getByRole('combobox', { name: 'Who decided' }), 'Ada Quist');
  await page.keyboard.press('Escape');
  await deciding.getByLabel('Why').fill('alone is too few');
  await deciding.getByRole('button', { name: 'Record the decision' }).click();
  await expect(deciding).toBeHidden();
  await leader.tab('Console');
  await expect(
    page.getByText('It was decided not to go on without Ben Okoye (POL-15): alone is too few.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resume…' })).toHaveCount(0);
});
