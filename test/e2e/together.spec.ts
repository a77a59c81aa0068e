/** Two browsers in one run: a step that waits for the second person and then for the leader, a mention that is told, a comment that becomes evidence. */
import { expect, test } from '@playwright/test';
import type { PersonId } from '../../src/core/roster/names.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';
import { expectAccessibleInBoth } from './accessibility.ts';
import { Follower } from './follower.ts';
import { Leader } from './leader.ts';
import { picture } from './picture.ts';
import { Planner } from './planner.ts';
import { ServedConsole } from './served-console.ts';
import { SharingLeader } from './sharing-leader.ts';

const markdown = `---
drydock: 1
variables:
  - name: TABLE
    default: orders
  - name: PASSWORD
    secret: true
---

# Move the table

## Carry out

### Move it {two-person}

\`\`\`sh {host=db-1}
echo "moved $TABLE"
\`\`\`
`;
let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let sshd: Sshd;
let served: ServedConsole;
let buddy: Follower | undefined;

test.use({ viewport: { width: 1280, height: 800 } });
test.beforeEach(async () => {
  [sshd, workspace] = await Promise.all([startSshd(), makeWorkspace()]);
  const desk = await TestConsole.open(workspace.folder);
  await desk.connectTo(sshd, { name: 'db-1' });
  await desk.reach('db-1');
  const people: PersonId[] = [];
  for (const name of ['Ada', 'Bo Lind']) {
    const person = { name, roles: ['SRE'], qualifications: [], services: [], zone: 'UTC' };
    people.push((await desk.ask('person.save', { person })).id);
  }
  const content = Buffer.from(markdown).toString('base64');
  const { summary } = await desk.ask('runbook.import', { file: 'move.md', content });
  const { id: maintenance } = await desk.ask('maintenance.create', { title: 'Tonight', runbook: summary.name });
  await desk.ask('roster.involve', { maintenance, people });
  await desk.ask('checklist.set', { maintenance, items: [{ id: 'log-in', text: 'Log in as a customer' }] });
  await desk.close();
  served = await ServedConsole.start({ workspace: workspace.folder });
});
test.afterEach(async () => {
  await buddy?.close();
  await served.dispose();
  await sshd.close();
});

test('PREP-3: a buddy reads and confirms exactly the command, and it runs when the leader goes on', async ({
  page,
  browser,
}) => {
  const leader = new Leader(page);
  const planner = new Planner(page);
  await page.goto(served.url);
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'People' }).click();
  await planner.sitAs('Ada');
  await planner.openMaintenance('Tonight');
  const sharing = new SharingLeader(page);
  await sharing.openDoor(await freePort());
  const link = await sharing.invite('Review', 'Bo');
  await sharing.closePanel();
  buddy = await Follower.open(browser);
  await buddy.come(link, 'Bo Lind');
  await sharing.letIn('Bo Lind', /Bo Lind/);

  await leader.button('Start…').click();
  await leader.dialog.getByRole('textbox', { name: 'PASSWORD' }).fill('s3cr3t-word');
  await leader.dialog.getByLabel('Type “Tonight” to start').fill('Tonight');
  await page.keyboard.press('Enter');
  await expect(leader.dialog).toBeHidden();
  await planner.tab('Console');
  await expect(page.getByText('waits for a second person to confirm')).toBeVisible();
  await picture(page, '90-waits-leader');

  await buddy.tab('Console');
  const exact = buddy.page.getByRole('region', { name: 'Exactly this' });
  await expect(exact).toContainText('echo "moved $TABLE"');
  await expect(exact).toContainText('db-1');
  await expect(exact).toContainText('orders');
  await expect(exact).not.toContainText('s3cr3t-word');
  await expect(buddy.page.getByRole('button', { name: 'Go on…' })).toHaveCount(0);
  await buddy.page.getByRole('button', { name: 'Second person…' }).first().click();
  const confirming = buddy.page.getByRole('dialog', { name: 'Second person: “Move it” on db-1' });
  await expect(confirming).toContainText('PASSWORD');
  await picture(buddy.page, '91-confirm-buddy');
  await expectAccessibleInBoth(buddy.page, 'the second person’s dialog');
  await confirming.getByRole('button', { name: 'I confirm exactly this on db-1' }).click();
  await expect(confirming).toBeHidden();
  await expect(page.getByText('Bo Lind confirmed “Move it” on db-1 as the second person').first()).toBeVisible();
  await expect(leader.log).not.toContainText('is about to run');
  await leader.button('Go on with db-1…').click();
  await picture(page, '92-go-on');
  await leader.dialog.getByRole('button', { name: 'Run it on db-1' }).click();
  await leader.expectStep('Move it', 'Succeeded');
  await expect(leader.log).toContainText('moved orders');

  await buddy.page.keyboard.press('c');
  await buddy.page.keyboard.type('I logged in as a customer, @ad');
  await expect(buddy.page.getByRole('option', { name: /Ada/ })).toBeVisible();
  await picture(buddy.page, '93-mention');
  await buddy.page.keyboard.press('Enter');
  await buddy.page.keyboard.press('Enter');
  const told = page.getByRole('alert').filter({ hasText: 'Bo Lind mentions you' });
  await expect(told).toContainText('I logged in as a customer, @ada');
  await picture(page, '94-told');
  await expectAccessibleInBoth(page, 'the console with a comment');

  await leader.side.getByRole('button', { name: 'Settle: Log in as a customer' }).click();
  await leader.dialog.getByRole('combobox', { name: 'A comment' }).click();
  await page.getByRole('option', { name: /I logged in/ }).click();
  await leader.dialog.getByRole('button', { name: 'Settle as passed' }).click();
  await expect(leader.side.getByRole('list', { name: 'Validation checklist' })).toContainText('Bo Lind: “I logged in');
  await leader.side.getByRole('button', { name: /^Seen: I logged in/ }).click();
  await expect(told).toBeHidden();
  await expect(buddy.page.getByText('Seen by Ada')).toBeVisible();
  expect(buddy.refusals).toEqual([]);
});
