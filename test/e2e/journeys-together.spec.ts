/**
 * Nobody leads alone: a leader with two buddies in browsers of their own, from a manual step given to one and a step that two must want,
 * over an overrun, to an IncidentReport that is reviewed from where each of them sits, and published.
 */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { type MaintenanceId, taskIdSchema } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import type { PersonId } from '../../src/core/roster/names.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { SetClock } from '../fixtures/set-clock.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';
import { Follower } from './follower.ts';
import { Leader } from './leader.ts';
import { picture } from './picture.ts';
import { Planner } from './planner.ts';
import { ServedConsole } from './served-console.ts';
import { SharingLeader } from './sharing-leader.ts';

const title = 'Move the orders';
const hourMs = 3_600_000;
const team = [
  ['Ada Quist', ['SRE']],
  ['Bo Lind', ['SRE', 'buddy']],
  ['Cleo Marsh', ['EM']],
  ['Dana Reyes', ['CES']],
] as const;

const plan = planSchema.parse({
  title,
  steps: [
    { id: 'tell', kind: 'manual', phase: 'prepare', title: 'Take the shop out of the pool', owner: 'bo-lind' },
    {
      ...{ id: 'move', kind: 'command', phase: 'carry-out', title: 'Move the orders', hosts: ['db-1'] },
      ...{ script: 'echo moved 42 orders', isTwoPerson: true },
    },
    { id: 'look', kind: 'manual', phase: 'verify', title: 'Order something' },
  ],
});

let sshd: Sshd;
let place: Awaited<ReturnType<typeof makeWorkspace>>;
let served: ServedConsole;
const followers: Follower[] = [];

/** Begun in its window, two hours ago by its clock; by the clock of who sits there now the window is over, and what is left is overrun. */
async function prepare(): Promise<MaintenanceId> {
  const clock = new SetClock();
  const startMs = Date.now() - 2 * hourMs;
  clock.set(startMs - hourMs);
  const desk = await TestConsole.open(place.folder, { clock });
  await desk.connectTo(sshd);
  await desk.reach('db-1');
  const people: PersonId[] = [];
  for (const [name, roles] of team) {
    const person = { name, roles: [...roles], qualifications: ['root'], services: [], zone: 'Europe/Berlin' };
    people.push((await desk.ask('person.save', { person })).id);
  }
  await desk.ask('person.setMe', { person: people[0] as PersonId });
  await desk.ask('runbook.save', { name: 'orders', expectedVersion: 0, plan });
  const { id } = await desk.ask('maintenance.create', { title, runbook: 'orders' });
  const at = { maintenance: id };
  await desk.ask('roster.involve', { ...at, people });
  const window = { startMs, endMs: startMs + 2 * hourMs - 60_000, zone: 'Europe/Berlin' };
  await desk.ask('schedule.setWindow', { ...at, window });
  const shifts = people.slice(0, 2).map((person, index) => ({
    ...{ id: `shift-${index}`, person, role: 'SRE', fromMs: window.startMs, toMs: window.endMs },
  }));
  await desk.ask('roster.setShifts', { ...at, shifts });
  const { change, planHash } = await desk.state(id);
  await desk.ask('record.change', { ...at, record: { ...change.record, services: ['Orders'] } });
  clock.set(startMs);
  await desk.ask('run.start', { ...at, planHash, confirm: title });
  await desk.until(id, ({ tasks }) =>
    tasks.some((task) => task.id === taskIdSchema.parse('tell') && task.state === 'waiting'),
  );
  await desk.close();
  return id;
}

test.beforeEach(async () => {
  [sshd, place] = await Promise.all([startSshd(), makeWorkspace()]);
  await prepare();
  served = await ServedConsole.start({ workspace: place.folder });
});
test.afterEach(async () => {
  for (const one of followers.splice(0)) await one.close();
  await served.dispose();
  await sshd.close();
});

async function join(browser: Browser, sharing: SharingLeader, link: string, name: string): Promise<Follower> {
  const follower = await Follower.open(browser);
  followers.push(follower);
  await follower.come(link, name);
  await sharing.letIn(name, new RegExp(`^${name}`));
  await expect(follower.bar).toContainText(`You follow as ${name}`);
  return follower;
}

test('a leader and two buddies: a step of one, a step that two must want, an overrun, and a report that all of them review', async ({
  page,
  browser,
}) => {
  const leader = new Leader(page);
  const planner = new Planner(page);
  await page.goto(served.url);
  await planner.sitAs('Ada Quist');
  await planner.openMaintenance(title);
  const sharing = new SharingLeader(page);
  await sharing.openDoor(await freePort());
  const links = {
    bo: await sharing.invite('Assist', 'Bo'),
    cleo: await sharing.invite('Review', 'Cleo'),
    dana: await sharing.invite('Review', 'Dana'),
  };
  await sharing.closePanel();
  const bo = await join(browser, sharing, links.bo, 'Bo Lind');
  const cleo = await join(browser, sharing, links.cleo, 'Cleo Marsh');

  // The step that was given to Bo: done from where Bo sits. It starts nothing.
  await planner.tab('Console');
  await picture(page, '90-recovered');
  await leader.button('Resume…').click();
  await leader.dialog.getByRole('button', { name: /^Resume/ }).click();
  await bo.tab('Console');
  await bo.page.getByRole('button', { name: 'Say it is done…' }).first().click();
  await bo.page.getByLabel('What was done').fill('out of the pool at both sites');
  await bo.page.getByRole('dialog').getByRole('button', { name: 'It is done' }).click();
  await expect(leader.log).toContainText('out of the pool at both sites');

  // Two must want it: the exact command and host, by somebody else; then the leader.
  await expect(page.getByText('waits for a second person to confirm')).toBeVisible();
  await bo.page.getByRole('button', { name: 'Confirm as second person…' }).first().click();
  const word = bo.page.getByRole('dialog');
  await expect(word).toContainText('echo moved 42 orders');
  await expect(word).toContainText('db-1');
  await picture(bo.page, '92-second-person');
  await word.getByRole('button', { name: 'I confirm exactly this on db-1' }).click();
  await expect(word).toBeHidden();
  await expect(leader.log).not.toContainText('moved 42 orders');
  await leader.button('Go on with db-1…').click();
  await expect(leader.dialog).toContainText('Bo Lind confirmed exactly this');
  await picture(page, '93-go-on');
  await leader.dialog.getByRole('button', { name: 'Run it on db-1' }).click();
  await expect(bo.log).toContainText('moved 42 orders');
  await expect(cleo.page.getByText(title).first()).toBeVisible();

  await leader.sayDone('an order came through');
  await leader.complete('late, and whole');

  // The window was overrun: a report is demanded, and those who were there review it from where they are.
  await page.getByRole('tab', { name: 'Post-mortem' }).click();
  await expect(page.getByRole('heading', { name: 'An IncidentReport is demanded' })).toBeVisible();
  await page.getByRole('button', { name: 'Begin the IncidentReport' }).click();
  await openPart(page, /^Summary/);
  const summary = page.getByRole('textbox', { name: 'Summary, in Markdown' });
  await summary.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' The disks came two hours late.');
  await expect(
    page.getByRole('region', { name: 'Summary', exact: true }).getByText('Saved', { exact: true }),
  ).toBeVisible();
  await openPart(page, 'Incident');
  await page.getByRole('radiogroup', { name: 'Basic cause' }).getByText('Upstream').click();
  await page.getByRole('radiogroup', { name: 'Was it preventable?' }).getByText('No', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Incident' }).getByText('Saved', { exact: true })).toBeVisible();
  await openPart(page, /^Review/);
  await page.getByRole('button', { name: 'Ask for review…' }).click();
  // Asked while the last edit is still on its way, it is refused in words; asked again, it is taken.
  const ask = leader.dialog.getByRole('button', { name: 'Ask them' });
  await expect(async () => {
    await ask.click({ timeout: 1_000 });
    await expect(leader.dialog).toBeHidden({ timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole('row', { name: /Cleo Marsh/ })).toContainText('Has not answered');
  const dana = await join(browser, sharing, links.dana, 'Dana Reyes');
  for (const [follower, name] of [
    [bo, 'Bo Lind'],
    [cleo, 'Cleo Marsh'],
    [dana, 'Dana Reyes'],
  ] as const) {
    await follower.page.getByRole('tab', { name: 'Post-mortem' }).click();
    await openPart(follower.page, /^Review/);
    await follower.page.getByRole('button', { name: 'Approve…' }).click();
    await picture(follower.page, `94-review-${name.slice(0, 2)}`);
    await follower.page.getByRole('button', { name: /^Approve it/ }).click();
    await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Approved');
  }
  await openPart(page, /^Publish and close/);
  const internally = page.getByRole('region', { name: 'Publish internally' });
  await internally.getByRole('button', { name: 'It is published…' }).click();
  await leader.dialog.getByLabel('Where').fill('https://staff.example.org/incidents/43');
  await leader.dialog.getByRole('button', { name: 'It is published' }).click();
  await expect(internally.getByRole('list', { name: 'Published' })).toContainText('incidents/43');
  await picture(page, '95-published');
  for (const { refusals, complaints } of followers) expect([refusals, complaints]).toEqual([[], []]);
});

function openPart(page: Page, name: string | RegExp): Promise<void> {
  return page.getByRole('navigation', { name: 'Parts of the report' }).getByRole('link', { name }).click();
}
