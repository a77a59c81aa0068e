/**
 * Nobody leads alone: a leader, and buddies in browsers of their own, one of them behind an SSH server that both reach. From a manual step
 * given to one, over a step that two must want and a comment that becomes evidence, to a hand-over of the lead while the step runs, an overrun,
 * and an IncidentReport that is reviewed from where each of them sits, and published.
 */
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { taskIdSchema } from '../../src/core/ids.ts';
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
import { Successor } from './successor.ts';
import { openTunnel } from './tunnel.ts';

const title = 'Move the orders';
const hourMs = 3_600_000;
const team = [
  ['Ada Quist', ['SRE']],
  ['Bo Lind', ['SRE', 'buddy']],
  ['Cleo Marsh', ['EM']],
  ['Dana Reyes', ['CES']],
] as const;

const toPlan = (gate: string) =>
  planSchema.parse({
    title,
    steps: [
      { id: 'tell', kind: 'manual', phase: 'prepare', title: 'Take the shop out of the pool', owner: 'bo-lind' },
      {
        ...{ id: 'move', kind: 'command', phase: 'carry-out', title: 'Move the orders', hosts: ['db-1'] },
        script: `echo moved 42 orders; while [ ! -e ${gate} ]; do sleep 0.2; done; echo moved all of them`,
        isTwoPerson: true,
      },
      { id: 'look', kind: 'manual', phase: 'verify', title: 'Order something' },
    ],
  });

let sshd: Sshd;
let adas: ServedConsole;
let bos: ServedConsole;
let tunnel: ChildProcess | undefined;
const followers: Follower[] = [];
/** The step that moves goes on until this file is there. */
let gate: string;

/** Each of the two consoles knows the whole team. */
async function addTeam(desk: TestConsole): Promise<PersonId[]> {
  const people: PersonId[] = [];
  for (const [name, roles] of team) {
    const person = { name, roles: [...roles], qualifications: ['root'], services: [], zone: 'Europe/Berlin' };
    people.push((await desk.ask('person.save', { person })).id);
  }
  return people;
}

/** Begun in its window, two hours ago by its clock; by the clock of who sits there now the window is over, and what is left is overrun. */
async function prepareAdas(folder: string): Promise<void> {
  const clock = new SetClock();
  const startMs = Date.now() - 2 * hourMs;
  clock.set(startMs - hourMs);
  const desk = await TestConsole.open(folder, { clock });
  await desk.connectTo(sshd);
  await desk.reach('db-1');
  const people = await addTeam(desk);
  await desk.ask('runbook.save', { name: 'orders', expectedVersion: 0, plan: toPlan(gate) });
  const { id } = await desk.ask('maintenance.create', { title, runbook: 'orders' });
  const at = { maintenance: id };
  await desk.ask('roster.involve', { ...at, people });
  const window = { startMs, endMs: startMs + 2 * hourMs - 60_000, zone: 'Europe/Berlin' };
  await desk.ask('schedule.setWindow', { ...at, window });
  const shifts = people.slice(0, 2).map((person, index) => ({
    ...{ id: `shift-${index}`, person, role: 'SRE', fromMs: window.startMs, toMs: window.endMs },
  }));
  await desk.ask('roster.setShifts', { ...at, shifts });
  const { change } = await desk.state(id);
  await desk.ask('record.change', { ...at, record: { ...change.record, services: ['Orders'] } });
  await desk.ask('checklist.set', { ...at, items: [{ id: 'order', text: 'An order comes through' }] });
  const { planHash } = await desk.state(id);
  clock.set(startMs);
  await desk.ask('run.start', { ...at, planHash, confirm: title });
  await desk.until(id, ({ tasks }) =>
    tasks.some((task) => task.id === taskIdSchema.parse('tell') && task.state === 'waiting'),
  );
  await desk.close();
}

/** Bo has a Drydock, too, which signs in at the same host by Bo’s own key. */
async function prepareBos(folder: string): Promise<void> {
  const desk = await TestConsole.open(folder);
  await desk.connectTo(sshd);
  await desk.reach('db-1');
  await addTeam(desk);
  await desk.close();
}

test.beforeEach(async () => {
  sshd = await startSshd({ config: ['AllowTcpForwarding yes'] });
  const [adasPlace, bosPlace] = await Promise.all([makeWorkspace(), makeWorkspace()]);
  gate = join(sshd.home, 'all-is-moved');
  await prepareAdas(adasPlace.folder);
  await prepareBos(bosPlace.folder);
  const home = join(sshd.folder, 'bo');
  mkdirSync(join(home, '.ssh'), { recursive: true, mode: 0o700 });
  copyFileSync(sshd.identityFile, join(home, '.ssh', 'id_ed25519'));
  [adas, bos] = await Promise.all([
    ServedConsole.start({ workspace: adasPlace.folder }),
    ServedConsole.start({ workspace: bosPlace.folder, home }),
  ]);
});
test.afterEach(async () => {
  for (const one of followers.splice(0)) await one.close();
  tunnel?.kill();
  await Promise.all([adas.dispose(), bos.dispose()]);
  await sshd.close();
});

async function letIn(browser: Browser, sharing: SharingLeader, link: string, name: string): Promise<Follower> {
  const follower = await Follower.open(browser);
  followers.push(follower);
  await follower.come(link, name);
  await sharing.letIn(name, new RegExp(`^${name}`));
  await expect(follower.bar).toContainText(`You follow as ${name}`);
  return follower;
}

test('a leader and buddies, one behind a bastion: two must want a step, the lead goes over while it runs, and all review what was overrun', async ({
  page,
  browser,
}) => {
  const ada = new Leader(page);
  const planner = new Planner(page);
  await page.goto(adas.url);
  await planner.sitAs('Ada Quist');
  await planner.openMaintenance(title);
  const sharing = new SharingLeader(page);
  const line = await sharing.openDoorOver('db-1', await freePort());
  const links = {
    bo: await sharing.invite('Assist', 'Bo'),
    successor: await sharing.invite('Assist', 'Bo, who takes over'),
    cleo: await sharing.invite('Review', 'Cleo'),
  };
  await sharing.closePanel();
  // Bo’s browser comes by the host that both reach; Cleo sits at the same machine as Ada.
  const localPort = await freePort();
  tunnel = await openTunnel(sshd, line, localPort);
  const bosLink = new URL(links.bo);
  bosLink.port = String(localPort);
  const bo = await letIn(browser, sharing, bosLink.href, 'Bo Lind');
  const cleo = await letIn(browser, sharing, links.cleo, 'Cleo Marsh');

  await test.step('the step that was given to Bo is done from where Bo sits, and starts nothing', async () => {
    await planner.tab('Console');
    await picture(page, '90-recovered');
    await ada.button('Resume…').click();
    await ada.dialog.getByRole('button', { name: /^Resume/ }).click();
    await bo.tab('Console');
    await bo.page.getByRole('button', { name: 'Say it is done…' }).first().click();
    await bo.page.getByLabel('What was done').fill('out of the pool at both sites');
    await bo.page.getByRole('dialog').getByRole('button', { name: 'It is done' }).click();
    await expect(ada.log).toContainText('out of the pool at both sites');
  });

  await test.step('two must want it: the exact command and host, by somebody else; then the leader', async () => {
    await expect(page.getByText('waits for a second person to confirm')).toBeVisible();
    await bo.page.getByRole('button', { name: 'Confirm as second person…' }).first().click();
    const word = bo.page.getByRole('dialog');
    await expect(word).toContainText('echo moved 42 orders');
    await expect(word).toContainText('db-1');
    await picture(bo.page, '92-second-person');
    await word.getByRole('button', { name: 'I confirm exactly this on db-1' }).click();
    await expect(word).toBeHidden();
    await expect(ada.log).not.toContainText('moved 42 orders');
    await ada.button('Go on with db-1…').click();
    await expect(ada.dialog).toContainText('Bo Lind confirmed exactly this');
    await picture(page, '93-go-on');
    await ada.dialog.getByRole('button', { name: 'Run it on db-1' }).click();
    await expect(bo.log).toContainText('moved 42 orders');
    await cleo.tab('Console');
    await expect(cleo.log).toContainText('moved 42 orders');
  });

  await test.step('what Bo says becomes evidence', async () => {
    await bo.page.keyboard.press('c');
    await bo.page.keyboard.type('I ordered a lamp as a customer, and it came through');
    await bo.page.keyboard.press('Enter');
    await expect(ada.log).toContainText('I ordered a lamp');
    await ada.side.getByRole('button', { name: 'Settle: An order comes through' }).click();
    await ada.dialog.getByRole('combobox', { name: 'A comment' }).click();
    await page.getByRole('option', { name: /I ordered a lamp/ }).click();
    await ada.dialog.getByRole('button', { name: 'Settle as passed' }).click();
    await expect(cleo.page.getByRole('list', { name: 'Validation checklist' })).toContainText('Bo Lind: “I ordered');
  });

  const bosContext = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const own = await bosContext.newPage();
  const leader = new Leader(own);
  await test.step('the lead goes to Bo’s own console, by the invite alone, while the step runs', async () => {
    await own.goto(bos.url);
    const planner = new Planner(own);
    await planner.sitAs('Bo Lind');
    await planner.goTo('Maintenances');
    const successor = new Successor(own);
    await successor.ask(links.successor, 'Bo at the office');
    await sharing.letIn('Bo at the office');
    await sharing.offerTheLead('Bo at the office');
    const from = await sharing.passTheLead('Bo at the office', await successor.accept());
    await sharing.closePanel();
    await expect(
      page.getByRole('status').filter({ hasText: 'handed over to Bo at the office’s console' }),
    ).toBeVisible();
    // What they follow would stand still from here on.
    for (const { page: theirs } of [bo, cleo])
      await expect(theirs.getByRole('status')).toHaveText(
        'The lead went to Bo at the office’s console. Ask them for a new invite.',
      );
    await picture(cleo.page, '94-handed-over');
    for (const control of ['Hold…', 'Abort…', 'Resume…', 'Complete…'])
      await expect(page.getByRole('button', { name: control })).toHaveCount(0);
    await successor.takeIn(from);
    await expect(leader.log).toContainText('I ordered a lamp');
    await leader.expectStep('Move the orders', 'Running');
    await expect(leader.log).not.toContainText('moved all of them');
    writeFileSync(gate, '');
    await expect(leader.log).toContainText('moved all of them');
    await leader.expectStep('Move the orders', 'Succeeded');
    await picture(own, '94-taken-over');
    await leader.button('Resume…').click();
    await leader.dialog.getByRole('button', { name: /^Resume/ }).click();
    await leader.sayDone('an order came through');
    await leader.complete('late, and whole');
  });

  await test.step('the window was overrun: a report is demanded, and written', async () => {
    await own.getByRole('tab', { name: 'Post-mortem' }).click();
    await expect(own.getByRole('heading', { name: 'An IncidentReport is demanded' })).toBeVisible();
    await own.getByRole('button', { name: 'Begin the IncidentReport' }).click();
    await openPart(own, /^Summary/);
    const summary = own.getByRole('textbox', { name: 'Summary, in Markdown' });
    await summary.click();
    await own.keyboard.press('ControlOrMeta+End');
    await own.keyboard.type(' The disks came two hours late.');
    await expect(
      own.getByRole('region', { name: 'Summary', exact: true }).getByText('Saved', { exact: true }),
    ).toBeVisible();
    await openPart(own, 'Incident');
    await own.getByRole('radiogroup', { name: 'Basic cause' }).getByText('Upstream').click();
    await own.getByRole('radiogroup', { name: 'Was it preventable?' }).getByText('No', { exact: true }).click();
    await expect(own.getByRole('region', { name: 'Incident' }).getByText('Saved', { exact: true })).toBeVisible();
    await openPart(own, /^Review/);
    await own.getByRole('button', { name: 'Ask for review…' }).click();
    // Asked while the last edit is still on its way, it is refused in words; asked again, it is taken.
    const ask = leader.dialog.getByRole('button', { name: 'Ask them' });
    await expect(async () => {
      await ask.click({ timeout: 1_000 });
      await expect(leader.dialog).toBeHidden({ timeout: 1_000 });
    }).toPass();
    await expect(own.getByRole('row', { name: /Cleo Marsh/ })).toContainText('Has not answered');
  });

  await test.step('those who were there review it from where they are, and it is published', async () => {
    const theirs = new SharingLeader(own);
    await theirs.openDoor(await freePort());
    await expect(theirs.panel).toContainText('need a new invite: Bo Lind, Cleo Marsh.');
    const invites: [string, string][] = [];
    for (const [name] of team) if (name !== 'Bo Lind') invites.push([name, await theirs.invite('Review', name)]);
    await theirs.closePanel();
    for (const [name, link] of invites) {
      const follower = await letIn(browser, theirs, link, name);
      await follower.page.getByRole('tab', { name: 'Post-mortem' }).click();
      await openPart(follower.page, /^Review/);
      await follower.page.getByRole('button', { name: 'Approve…' }).click();
      await picture(follower.page, `95-review-${name.slice(0, 3)}`);
      await follower.page.getByRole('button', { name: /^Approve it/ }).click();
      await expect(own.getByRole('row', { name: new RegExp(name) })).toContainText('Approved');
    }
    await openPart(own, /^Publish and close/);
    const internally = own.getByRole('region', { name: 'Publish internally' });
    await internally.getByRole('button', { name: 'It is published…' }).click();
    await leader.dialog.getByLabel('Where').fill('https://staff.example.org/incidents/43');
    await leader.dialog.getByRole('button', { name: 'It is published' }).click();
    await expect(internally.getByRole('list', { name: 'Published' })).toContainText('incidents/43');
    await picture(own, '96-published');
  });
  for (const { refusals, complaints } of followers) expect([refusals, complaints]).toEqual([[], []]);
  await bosContext.close();
});

function openPart(page: Page, name: string | RegExp): Promise<void> {
  return page.getByRole('navigation', { name: 'Parts of the report' }).getByRole('link', { name }).click();
}
