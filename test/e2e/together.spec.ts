/** Two browsers in one run: a step that waits for the second person and then for the leader, a mention that is told, a comment that becomes evidence. */
import { expect, test } from '@playwright/test';
import type { StepId } from '../../src/core/ids.ts';
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
const mine = { id: 'claim-ada', goal: 'move the table', step: 'move-it' as StepId };

/** Stands in for the system's notifications: what it was given is all there is to see of them. */
class SystemNotification {
  static permission = 'default';
  static readonly told: string[] = [];
  static async requestPermission(): Promise<string> {
    SystemNotification.permission = 'granted';
    return 'granted';
  }
  constructor(title: string, { body }: { readonly body: string }) {
    SystemNotification.told.push(`${title}: ${body}`);
  }
}

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
  // Now is in it: whoever is on the roster stands in its timeline.
  const startMs = Date.now() - 60_000;
  await desk.ask('schedule.setWindow', { maintenance, window: { startMs, endMs: startMs + 14_400_000, zone: 'UTC' } });
  const [person] = people;
  if (person !== undefined) await desk.ask('roster.claim', { maintenance, claim: { ...mine, person } });
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
  await page.addInitScript(`${SystemNotification}
    Object.assign(window, { Notification: SystemNotification });
    document.hasFocus = () => false;`);
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

  // The leader is in another room, and is told there; and outside the window, once they ask for that.
  await planner.goTo('People');
  await buddy.page.keyboard.press('c');
  await buddy.page.keyboard.type('I logged in as a customer, @ad');
  await expect(buddy.page.getByRole('option', { name: /Ada/ })).toBeVisible();
  await picture(buddy.page, '93-mention');
  await buddy.page.keyboard.press('Enter');
  await buddy.page.keyboard.press('Enter');
  const told = page.getByRole('alert').filter({ hasText: 'I logged in as a customer, @ada' });
  await expect(told).toContainText('Bo Lind mentions you in “Tonight”');
  await picture(page, '94-told-elsewhere');
  await told.getByRole('button', { name: 'Tell me outside this window too' }).click();
  await buddy.page.keyboard.type('@ada, shall I look again?');
  await buddy.page.keyboard.press('Enter');
  await expect
    .poll(() => page.evaluate('Notification.told'))
    .toEqual(['Bo Lind mentions you in “Tonight”: @ada, shall I look again?']);
  await told.getByRole('link', { name: 'Show it' }).click();
  // It would lie over what is pressed next.
  await page.getByRole('alert').filter({ hasText: 'shall I look again' }).getByRole('button').last().click();
  await expect(page.getByRole('tab', { name: /^Console.*2 unread, some for you/ })).toBeVisible();
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

  // Both are told that they work on the same step, each where they look.
  await buddy.tab('Roster');
  await buddy.page.getByRole('button', { name: 'Bo Lind', exact: true }).first().click();
  await buddy.page.getByRole('menuitem', { name: 'Working on…' }).click();
  const claim = buddy.page.getByRole('dialog', { name: 'What Bo Lind works on' });
  await claim.getByLabel('The one goal').fill('move it as well');
  await claim.getByRole('combobox', { name: 'Step' }).click();
  await buddy.page.getByRole('option', { name: 'Move it' }).click();
  await claim.getByRole('button', { name: 'Say so' }).click();
  const collides = (name: string) => `${name} works on the same step as you`;
  await expect(page.getByRole('alert').filter({ hasText: collides('Bo Lind') })).toContainText('move it as well');
  await expect(buddy.page.getByRole('alert').filter({ hasText: collides('Ada') })).toContainText('move the table');
  await picture(page, '95-collision');
  expect(buddy.refusals).toEqual([]);
});
