/** From an empty workspace to a start that the policy lets through: planned in the screens, approved by files between two consoles. */
import { type BrowserContext, expect, test } from '@playwright/test';
import { toLocalTimeText } from '../../src/core/schedule/local-time.ts';
import { makeTestWorkspace, type TestWorkspace, toRecords } from '../cli/command.ts';
import { type Exim, startExim } from '../notify/exim.ts';
import { startWebServer, type WebServer } from '../notify/web-server.ts';
import { agree, approveByFile } from './consent.ts';
import { picture } from './picture.ts';
import { Planner } from './planner.ts';
import { ServedConsole } from './served-console.ts';

const title = 'Keys of the shop';
const zone = 'Europe/Berlin';
const dayMs = 24 * 3_600_000;
/** The default policy wants seven days of notice and three of backups: the clock stays as it is, and the window is far enough ahead. */
const day = toLocalTimeText(Date.now() + 12 * dayMs, zone).slice(0, '2026-01-31'.length);

const ada = { name: 'Ada Quist', role: 'SRE', qualification: 'root' };
const ben = { name: 'Ben Okoye', role: 'SRE', qualification: 'root' };
const eva = { name: 'Eva Marsh', role: 'EM' };

let home: TestWorkspace;
let served: ServedConsole;
let managers: ServedConsole;
let away: BrowserContext;
let mail: Exim;
let hook: WebServer;

const clipboard = ['clipboard-read', 'clipboard-write'];
test.use({ viewport: { width: 1280, height: 800 }, timezoneId: zone, permissions: clipboard });
test.beforeEach(async ({ browser }) => {
  [home, mail, hook] = await Promise.all([makeTestWorkspace(), startExim(), startWebServer()]);
  served = await ServedConsole.start({ workspace: home.folder });
  managers = await ServedConsole.start();
  away = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: zone, permissions: clipboard });
});
test.afterEach(async () => {
  await away.close();
  await managers.dispose();
  await served.leave();
  await Promise.all([home.remove(), mail.close(), hook.close()]);
});

test('two people and a manager at another console plan a maintenance until it may start, and start it', async ({
  page,
}) => {
  const leader = new Planner(page);
  await page.goto(served.url);
  await planIt(leader);
  await expectRefused(leader);

  await fillTheRoster(leader);
  await fillTheBrief(leader);
  await recordTheBackup(leader);
  await announce(leader);
  await agree(leader, title, [ben.name, ada.name]);
  const manager = new Planner(await away.newPage());
  await manager.page.goto(managers.url);
  await manager.addPerson(eva);
  await approveByFile({ leader, manager, title, asks: ada.name, approves: eva.name });

  await leader.tab('Readiness');
  await expect(page.getByRole('status').filter({ hasText: 'It may start' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'In the way of the start' })).toHaveCount(0);
  await picture(page, '80-green');
  const green = await home.drydock('readiness', title, '--json');
  expect(green.status).toBe(0);
  expect(toRecords(green.stdout).filter(({ status }) => status === 'violated')).toEqual([]);
  await page.getByRole('region', { name: 'Verdict' }).getByRole('button', { name: 'Start…' }).click();
  await expect(page.getByRole('dialog')).toContainText('Started now, it runs before it.');
  await picture(page, '81-start');
  await page.getByLabel(`Type “${title}” to start`).fill(title);
  await expect(page.getByRole('button', { name: 'Start the run' })).toBeDisabled();
  await page.getByLabel('Why it starts outside its window').fill('the old keys were seen in the wild');
  await page.getByRole('button', { name: 'Start the run' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('log')).toContainText('outside its window: the old keys were seen in the wild');
  await expect(page.getByRole('button', { name: 'Say it is done…' }).first()).toBeVisible();
  await picture(page, '82-started');
});

/** The team, a runbook, and from it a maintenance with a window and people. */
async function planIt(leader: Planner): Promise<void> {
  const { page } = leader;
  for (const person of [ada, ben, eva]) await leader.addPerson(person);
  await leader.sitAs(ada.name);
  await leader.goTo('Runbooks');
  await page.getByRole('button', { name: 'New runbook' }).click();
  await page.getByLabel('Name').fill('key-rotation');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add a step to prepare' }).click();
  await page.keyboard.type('Tell the owners');
  await page.getByRole('button', { name: 'New maintenance' }).click();
  const dialog = leader.dialog('New maintenance');
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByLabel('Environment').fill('shop-eu');
  await dialog.getByLabel('Start').fill(`${day}T10:00`);
  await dialog.getByLabel('End').fill(`${day}T12:00`);
  for (const { name } of [ada, ben, eva]) await leader.pick(dialog.getByRole('combobox', { name: 'People' }), name);
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByRole('tab', { name: 'Brief', selected: true })).toBeVisible();
}

/** In the screen, on the command line, and by the request itself. */
async function expectRefused(leader: Planner): Promise<void> {
  const { page } = leader;
  await leader.tab('Readiness');
  const verdict = page.getByRole('status').filter({ hasText: 'It may not start' });
  await expect(verdict).toBeVisible();
  const count = /(\d+) rules are violated/.exec((await verdict.textContent()) ?? '')?.[1];
  await expect(page.getByRole('tab', { name: `Readiness : ${count} violated` })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Verdict' }).getByRole('button', { name: 'Start' })).toBeDisabled();
  await picture(page, '70-red');
  const planHash = await page.getByText('Bound to the plan').locator('code').getAttribute('title');
  const place = page.url();
  const red = await home.drydock('readiness', title, '--json');
  expect(red.status).toBe(1);
  const violated = toRecords(red.stdout).filter(({ severity, status }) => severity === 'must' && status === 'violated');
  expect(violated.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['POL-1', 'POL-2', 'POL-3', 'POL-14']));

  // Whoever starts it by a command needs the workspace to themselves.
  await served.leave();
  const run = await home.drydock('run', title, '--confirm', title);
  expect(run.status).toBe(3);
  expect(run.stderr).toContain('the policy does not let “Keys of the shop” start: POL-1');
  const [planned] = await home.records('maintenance', 'list');
  const start = { maintenance: planned?.['id'], planHash, confirm: title };
  const asked = await home.drydock('call', 'run.start', JSON.stringify(start));
  expect(asked.stderr).toContain('The policy does not let it start.');
  served = await ServedConsole.start({ workspace: home.folder });
  await page.goto(served.url);
  await page.goto(`${new URL(served.url).origin}/${new URL(place).hash}`);
}

async function fillTheRoster(leader: Planner): Promise<void> {
  const { page } = leader;
  for (const { name } of [ada, ben]) {
    await leader.begin('POL-2', 'Fill the gaps in the shifts');
    await page.getByRole('button', { name: 'Add a shift…' }).click();
    const dialog = leader.dialog('Add a shift');
    await leader.pick(dialog.getByRole('combobox', { name: 'Who' }), name);
    await dialog.getByRole('button', { name: 'Add it' }).click();
    await expect(dialog).toBeHidden();
  }
  await expect(page.getByText('Enough SRE with root access throughout the window.')).toBeVisible();
  await leader.begin('POL-8', 'Name the leader');
  await page.getByRole('button', { name: 'Assign…' }).click();
  const dialog = leader.dialog('Who answers for what');
  await leader.pick(dialog.getByRole('combobox', { name: 'Leader' }), ada.name);
  await leader.pick(dialog.getByRole('combobox', { name: 'Validation' }), ben.name);
  await leader.pick(dialog.getByRole('combobox', { name: 'Communication' }), ben.name);
  await dialog.getByRole('button', { name: 'Assign' }).click();
  await expect(dialog).toBeHidden();
  await picture(page, '72-roster');
  for (const rule of ['POL-2', 'POL-8']) await leader.expectRule(rule, 'Satisfied');
}

async function fillTheBrief(leader: Planner): Promise<void> {
  const { page } = leader;
  await leader.begin('CHG-1', 'Fill in the change record');
  const words = {
    'Deployment model': 'blue and green',
    'Product scope': 'the shop',
    'Release scope': 'new keys, the same code',
    'Customer change process': 'announced on the status page',
    'Expected duration': '1h30m',
    'Workflows that should wait': 'refunds',
    'Support in the window': 'the shop desk',
    'Escalation path': 'Ada, then Eva',
    Venue: '#keys',
    'Validation plan': 'log in and buy one thing',
  };
  for (const [label, text] of Object.entries(words)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole('combobox', { name: 'Affected users' }).fill('everybody who buys');
  await page.keyboard.press('Enter');
  await page.getByLabel('Is access interrupted?').selectOption('No');
  await page.getByLabel('Does it touch integrations?').selectOption('No');
  await page.getByRole('button', { name: 'Add a criterion' }).click();
  const dialog = leader.dialog('Rollback criterion');
  await dialog.getByLabel('When').fill('more than 1 % of logins fail');
  await dialog.getByLabel('Who decides').fill('the leader');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Schedule…' }).click();
  await leader.dialog('Schedule the maintenance').getByRole('button', { name: 'Schedule it' }).click();
  await expect(page.getByRole('button', { name: 'Postpone…' })).toBeVisible();
  await picture(page, '73-brief');
  for (const rule of ['CHG-1', 'CHG-2', 'CHG-5', 'POL-4']) await leader.expectRule(rule, 'Satisfied');
}

async function recordTheBackup(leader: Planner): Promise<void> {
  await leader.begin('POL-11', 'Record the backups');
  const dialog = leader.dialog('A backup this maintenance depends on');
  await dialog.getByLabel('Which data').fill('the key store');
  await dialog.getByLabel('Where it lies').fill('/srv/backup/keys');
  await dialog.getByLabel('Started').fill(toLocalTimeText(Date.now(), zone).slice(0, '2026-01-31 10:00'.length));
  await dialog.getByLabel('Done, percent').fill('100');
  await dialog.getByLabel('A copy elsewhere').fill('the vault');
  await dialog.getByLabel('Copied by').fill('Ben');
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await expect(dialog).toBeHidden();
  for (const rule of ['POL-11', 'POL-12', 'POL-13', 'POL-14']) await leader.expectRule(rule, 'Satisfied');
}

/** To a real mail server and a real web server. */
async function announce(leader: Planner): Promise<void> {
  const { page } = leader;
  await leader.begin('POL-10', 'Send the public announcement');
  await page
    .getByRole('navigation', { name: 'Notices' })
    .getByRole('button', { name: /^Announcement/ })
    .click();
  const card = page.getByRole('article', { name: 'Announcement' });
  await picture(page, '74-announcement');
  await card.getByRole('button', { name: 'Send…' }).click();
  const dialog = leader.dialog(/^Send: Announcement/);
  await dialog.getByRole('link', { name: 'Add one in the settings' }).click();
  await addChannels(leader);
  await leader.openMaintenance(title);
  await leader.begin('POL-10', 'Send the public announcement');
  await card.getByRole('button', { name: 'Send…' }).click();
  for (const channel of ['all users', 'town square']) await dialog.getByRole('checkbox', { name: channel }).check();
  await dialog.getByRole('button', { name: 'Send it through 2 channels' }).click();
  await expect(dialog).toBeHidden();
  await expect(card.getByRole('region', { name: 'Sendings' }).getByText('Sent', { exact: true })).toHaveCount(2);
  expect(await mail.mail(title)).toContain('users@example.org');
  expect(hook.asked.map(({ path, body }) => [path, body.includes(title)])).toEqual([['/town', true]]);
  await leader.expectRule('POL-10', 'Satisfied');
}

async function addChannels(leader: Planner): Promise<void> {
  const { page } = leader;
  const form = leader.dialog('Add a channel');
  async function add(name: string, kind: string, answers: Readonly<Record<string, string>>): Promise<void> {
    await page.getByRole('button', { name: 'Add a channel' }).click();
    await form.getByLabel('Name').fill(name);
    await form.getByLabel('Kind').selectOption(kind);
    await form.getByRole('radiogroup', { name: 'Read by' }).getByText('The public').click();
    for (const [label, answer] of Object.entries(answers))
      await form.getByRole('textbox', { name: label }).fill(answer);
  }
  const added = async () => {
    await form.getByRole('button', { name: 'Add it' }).click();
    await expect(form).toBeHidden();
  };
  await add('all users', 'smtp', { Server: '127.0.0.1', Port: String(mail.port), From: 'ops@example.org' });
  await form.getByLabel('Security').selectOption('none');
  await form.getByRole('combobox', { name: 'To' }).fill('users@example.org');
  await page.keyboard.press('Enter');
  await added();
  await add('town square', 'webhook', { Address: `${hook.url}/town` });
  await form.getByLabel('Format').selectOption('mattermost');
  await added();
  await picture(page, '75-channels');
}
