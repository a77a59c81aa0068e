/** A maintenance shared live: a buddy in a browser of their own, an EM who approves there, and what is never offered to either. */
import { type Browser, expect, test } from '@playwright/test';
import { freePort } from '../fixtures/free-port.ts';
import { startProxy } from '../fixtures/sshd/proxy.ts';
import { expectAccessibleInBoth } from './accessibility.ts';
import { Follower } from './follower.ts';
import { Leader, practiceTitle } from './leader.ts';
import { migration } from './migration-lines.ts';
import { picture } from './picture.ts';
import { type Planned, planMaintenance } from './planned-maintenance.ts';
import { Planner } from './planner.ts';
import { PracticeGate } from './practice-gate.ts';
import { ServedConsole } from './served-console.ts';
import { SharingLeader } from './sharing-leader.ts';

test.use({ viewport: { width: 1280, height: 800 } });

const tabs = ['For you', 'Brief', 'Work plan', 'Roster', 'Backups', 'Readiness', 'Notices', 'Console'] as const;

const followers: Follower[] = [];
async function follower(browser: Browser): Promise<Follower> {
  const opened = await Follower.open(browser);
  followers.push(opened);
  return opened;
}
test.afterEach(async () => {
  for (const one of followers.splice(0)) await one.close();
});

test.describe('a run', () => {
  let served: ServedConsole;
  test.beforeEach(async () => {
    served = await ServedConsole.start();
  });
  test.afterEach(() => served.dispose());

  test('a buddy comes by an invite, is let in, follows live and writes into the log; revoked, they are out', async ({
    page,
    browser,
  }) => {
    const leader = new Leader(page);
    await leader.practise(served.url);
    const gate = PracticeGate.shut(served.workspace);
    const sharing = new SharingLeader(page);
    await sharing.openDoor(await freePort());
    await picture(page, '80-door-open');
    const link = await sharing.invite('Review', 'Bo, who watches the database');
    await sharing.closePanel();

    const buddy = await follower(browser);
    await buddy.come(link, 'Bo Lind');
    // What was in the link stands nowhere any more.
    expect(buddy.page.url()).not.toContain('join');
    await picture(page, '81-wish');
    await sharing.letIn('Bo Lind');
    await expect(buddy.bar).toContainText('You follow as Bo Lind');
    await expect(buddy.bar).toContainText('Live');
    await expect(page.getByRole('button', { name: 'Followed by Bo Lind' })).toBeVisible();

    await leader.leadToTheWork();
    await buddy.tab('Console');
    await expect(buddy.log).toContainText(PracticeGate.lastBatch);
    await picture(buddy.page, '82-buddy');
    for (const control of ['Start…', 'Hold…', 'Abort…', 'Roll back…', 'Share…', 'Misbehave…']) {
      await expect(buddy.page.getByRole('button', { name: control })).toHaveCount(0);
    }
    await buddy.page.keyboard.press('n');
    await buddy.page.keyboard.type('the shop’s people ask how long it takes');
    await buddy.page.keyboard.press('Enter');
    await expect(leader.log).toContainText('Bo Lind');
    await expect(leader.log).toContainText('ask how long it takes');
    gate.open();
    await expect(
      buddy.page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: migration }),
    ).toContainText('Succeeded');
    expect(buddy.refusals).toEqual([]);

    await sharing.revoke('Bo, who watches');
    await expect(buddy.page.getByRole('heading', { name: 'Your invite was revoked' })).toBeVisible();
    await expect(buddy.page.getByText(practiceTitle)).toHaveCount(0);
    await picture(buddy.page, '83-revoked');
    await expect(leader.log).toContainText('revoked');

    // Neither the cookie nor the link lets anybody in any more.
    await buddy.page.reload();
    await expect(buddy.page.getByRole('heading', { name: 'You are not let in' })).toBeVisible();
    const other = await follower(browser);
    await other.page.goto(link);
    await expect(other.page.getByRole('heading', { name: 'You are not let in' })).toBeVisible();
    await expect(other.page.getByText('Ask the maintenance leader for a new one')).toBeVisible();
    await leader.complete('');
  });

  test('a buddy whose way freezes is told by how much they are behind, and is live again by themselves', async ({
    page,
    browser,
  }) => {
    const leader = new Leader(page);
    await leader.practise(served.url);
    const gate = PracticeGate.shut(served.workspace);
    const sharing = new SharingLeader(page);
    const port = await freePort();
    await sharing.openDoor(port);
    const way = await startProxy(port);
    try {
      const link = await sharing.invite('Follow', 'Cleo');
      await sharing.closePanel();
      const cleo = await follower(browser);
      await cleo.come(link.replace(`:${port}/`, `:${way.port}/`), 'Cleo');
      await sharing.letIn('Cleo');
      await leader.leadToTheWork();
      await cleo.tab('Console');
      await expect(cleo.log).toContainText(PracticeGate.lastBatch);

      way.freeze();
      await expect(cleo.bar).toContainText('Behind: no answer since');
      gate.open();
      await leader.expectStep(migration, 'Succeeded');
      // What was held arrives, and tells how far the log is; what is asked then is held again.
      way.thaw();
      way.freeze();
      await expect(cleo.bar).toContainText(/Behind by [\d,]+ lines and [\d,]+ events?, which are still being read/);
      await picture(cleo.page, '85-behind');
      way.thaw();
      await expect(cleo.bar).toContainText('Live');
      await expect(
        cleo.page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: migration }),
      ).toContainText('Succeeded');
      expect(cleo.refusals).toEqual([]);
    } finally {
      await way.close();
    }
  });

  test('who is refused is told so and sees nothing; who leaves needs another invite', async ({ page, browser }) => {
    const leader = new Leader(page);
    await leader.practise(served.url);
    const sharing = new SharingLeader(page);
    await sharing.openDoor(await freePort());
    const [first, second] = [await sharing.invite('Follow', 'whoever'), await sharing.invite('Follow', 'Cleo')];
    await sharing.closePanel();

    // Whatever the leader looks at meanwhile, they see that somebody asks.
    await leader.goTo('Settings');
    const stranger = await follower(browser);
    await stranger.come(first, 'A stranger');
    await expect(page.getByRole('status', { name: 'Who asks to follow elsewhere' })).toContainText(
      'A stranger asks to be let in',
    );
    await page.getByRole('link', { name: 'Answer there' }).click();
    await page.getByRole('button', { name: 'Refuse…' }).click();
    const refusing = page.getByRole('dialog', { name: 'Not let A stranger in?' });
    await refusing.getByLabel('Why (for the log)').fill('nobody knows them');
    await refusing.getByRole('button', { name: 'Do not let them in' }).click();
    await expect(stranger.page.getByRole('heading', { name: 'The leader did not let you in' })).toBeVisible();

    const cleo = await follower(browser);
    await cleo.come(second, 'Cleo');
    await sharing.letIn('Cleo');
    await cleo.bar.getByRole('button', { name: 'Leave…' }).click();
    await cleo.page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(cleo.page.getByRole('heading', { name: 'You have left' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Followed by/ })).toHaveCount(0);
  });

  test('whoever only follows sees every tab, is offered nothing there, and asks for nothing that is refused', async ({
    page,
    browser,
  }) => {
    const leader = new Leader(page);
    await leader.practise(served.url);
    const sharing = new SharingLeader(page);
    await sharing.openDoor(await freePort());
    await expectAccessibleInBoth(page, 'the panel that shares');
    const link = await sharing.invite('Follow', 'Cleo');
    await sharing.closePanel();
    const cleo = await follower(browser);
    await cleo.page.goto(link);
    await cleo.page.getByLabel('Your name').waitFor();
    await expectAccessibleInBoth(cleo.page, 'the way in');
    await cleo.page.getByLabel('Your name').fill('Cleo');
    await cleo.page.keyboard.press('Enter');
    await sharing.letIn('Cleo');
    await leader.leadToTheWork();
    for (const tab of tabs) {
      await cleo.tab(tab);
      await expectAccessibleInBoth(cleo.page, `a follower at ${tab}`);
      // Every button that opens a dialog ends in an ellipsis; the one that is theirs is to leave.
      await expect(cleo.page.getByRole('button', { name: /…$/ })).toHaveText(['Leave…']);
    }
    await expect(cleo.page.getByLabel('Log an action or a note')).toBeDisabled();
    await cleo.page.goto(`${new URL(cleo.page.url()).origin}/#/settings`);
    await expect(
      cleo.page.getByRole('heading', { name: 'How it stands' }).or(cleo.page.getByText('It is running.')),
    ).toBeVisible();
    expect(cleo.refusals).toEqual([]);
    expect(cleo.complaints).toEqual([]);
  });

  test('whoever assists reads every tab of a run that is over, the post-mortem too, and asks for nothing that is refused', async ({
    page,
    browser,
  }) => {
    const leader = new Leader(page);
    await leader.practise(served.url);
    const sharing = new SharingLeader(page);
    await sharing.openDoor(await freePort());
    const link = await sharing.invite('Assist', 'Bo');
    await sharing.closePanel();
    const bo = await follower(browser);
    await bo.come(link, 'Bo Lind');
    await sharing.letIn('Bo Lind');
    await leader.leadToTheWork();
    await leader.complete('');
    await expect(bo.page.getByText('It is completed.')).toBeVisible();
    for (const tab of [...tabs, 'Post-mortem'] as const) {
      await bo.tab(tab);
      await expectAccessibleInBoth(bo.page, `whoever assists at ${tab}`);
    }
    expect(bo.refusals).toEqual([]);
    expect(bo.complaints).toEqual([]);
  });
});

test.describe('a maintenance that is being planned', () => {
  let planned: Planned;
  let served: ServedConsole;
  test.beforeEach(async () => {
    // In seven and a half days: the announcement has been due for half a day.
    planned = await planMaintenance(Date.now() - 60 * 3_600_000);
    served = await ServedConsole.start({ workspace: planned.folder });
  });
  test.afterEach(async () => {
    await served.dispose();
    await planned.remove();
  });

  test('an EM approves from their own front page, and the rule is satisfied at the leader’s console', async ({
    page,
    browser,
  }) => {
    const leader = new Planner(page);
    await page.goto(served.url);
    await leader.sitAs('Ada Quist');
    await leader.openMaintenance('Upgrade the wiki');
    const sharing = new SharingLeader(page);
    await sharing.openDoor(await freePort());
    const link = await sharing.invite('Review', 'Cleo, who approves it');
    await sharing.closePanel();
    const cleo = await follower(browser);
    await cleo.come(link, 'Cleo Marsh');
    await sharing.letIn('Cleo Marsh', /^Cleo Marsh/);
    await expect(cleo.page.getByText('Nothing, Cleo Marsh.')).toBeVisible();

    await leader.begin('POL-1', 'Ask EM for approval');
    const asking = leader.dialog('Ask for approval or agreement');
    await leader.pick(asking.getByRole('combobox', { name: 'Whom' }), /^Cleo Marsh/);
    await page.keyboard.press('Escape');
    await asking.getByRole('button', { name: 'Ask', exact: true }).click();
    await asking.getByRole('button', { name: 'Done' }).click();
    await leader.expectRule('POL-1', 'Violated');

    await expect(cleo.page.getByText('Your approval of the maintenance')).toBeVisible();
    await picture(cleo.page, '84-em-asked');
    await cleo.page.getByRole('button', { name: 'Answer…' }).click();
    const dialog = cleo.page.getByRole('dialog', { name: 'Your word' });
    await dialog.getByText('I approve').click();
    await dialog.getByRole('button', { name: 'Give my word as Cleo Marsh' }).click();
    await expect(dialog).toBeHidden();
    await expect(cleo.page.getByText('Nothing, Cleo Marsh.')).toBeVisible();
    await leader.expectRule('POL-1', 'Satisfied');
    expect(cleo.refusals).toEqual([]);
  });

  test('a CES sees to the notices that are due, and marks one as copied by hand', async ({ page, browser }) => {
    const leader = new Planner(page);
    await page.goto(served.url);
    await leader.openMaintenance('Upgrade the wiki');
    const sharing = new SharingLeader(page);
    await sharing.openDoor(await freePort());
    const link = await sharing.invite('Review', 'Dana');
    await sharing.closePanel();
    const dana = await follower(browser);
    await dana.come(link, 'Dana');
    await sharing.letIn('Dana', /^Dana Reyes/);
    // What is due waits for her where she begins, and leads there.
    const waiting = dana.page.getByRole('listitem').filter({ hasText: 'Announcement: due' });
    await expect(waiting).toBeVisible();
    await picture(dana.page, '86-ces-notice-due');
    await waiting.getByRole('link', { name: 'See the notice' }).click();
    await expect(dana.page.getByRole('article', { name: 'Announcement' })).toContainText('Due');
    await dana.page.getByRole('button', { name: 'Copy by hand…' }).click();
    const dialog = dana.page.getByRole('dialog');
    await dialog.getByLabel('Where').fill('the team’s mailing list');
    await dialog.getByRole('button', { name: 'It is there now' }).click();
    await expect(dialog).toBeHidden();
    await expect(dana.page.getByRole('article', { name: 'Announcement' })).toContainText('Sent');
    await dana.tab('For you');
    await expect(waiting).toHaveCount(0);
    await leader.tab('Notices');
    await expect(
      page.getByRole('navigation', { name: 'Notices' }).getByRole('button', { name: /^Announcement/ }),
    ).toContainText('Sent');
    expect(dana.refusals).toEqual([]);
  });
});
