/** The post-mortem in a real browser: an overrun that demands its IncidentReport, written from the draft, reviewed, published and closed. */
import { expect, type Page, test } from '@playwright/test';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { expectAccessibleInBoth } from './accessibility.ts';
import { Follower } from './follower.ts';
import { picture } from './picture.ts';
import { Planner } from './planner.ts';
import { ReportedWorkspace } from './reported-maintenance.ts';
import { ServedConsole } from './served-console.ts';
import { SharingLeader } from './sharing-leader.ts';

const hourMs = 3_600_000;
const title = 'Upgrade the wiki';

let place: ReportedWorkspace;
let served: ServedConsole;
let ownFingerprint: string;

test.beforeEach(async () => {
  const startMs = Math.floor((Date.now() - 30 * hourMs) / hourMs) * hourMs;
  place = await ReportedWorkspace.make(startMs - 48 * hourMs);
  await place.run({
    ...{ title, services: ['Wiki'], startMs, overMs: 47 * 60_000 },
    marks: [
      [5, 'down'],
      [95, 'partial'],
      [140, 'up'],
    ],
  });
  ownFingerprint = (await place.desk.ask('identity.show', {})).fingerprint;
  await place.close();
  served = await ServedConsole.start({ workspace: place.folder });
});

test.afterEach(async () => {
  await served.leave();
  await place.remove();
});

/** The key of a console that is not served yet. */
async function keyOf(workspace: string): Promise<{ readonly fingerprint: string; readonly text: string }> {
  const desk = await TestConsole.open(workspace);
  const shown = await desk.ask('identity.show', {});
  await desk.close();
  return shown;
}

const parts = (page: Page) => page.getByRole('navigation', { name: 'Parts of the report' });

async function openPart(page: Page, name: string | RegExp): Promise<void> {
  await parts(page).getByRole('link', { name }).click();
}

/** Writes at the end of the section's text, as a person does. */
async function write(page: Page, section: string, words: string): Promise<void> {
  await openPart(page, new RegExp(`^${section}`));
  const editor = page.getByRole('textbox', { name: `${section}, in Markdown` });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(words);
  await expect(
    page.getByRole('region', { name: section, exact: true }).getByText('Saved', { exact: true }),
  ).toBeVisible();
}

test('PM-1, PM-4, PM-5: an overrun demands an IncidentReport; it is written from the draft, reviewed, published and closed', async ({
  page,
  context,
}) => {
  const leader = new Planner(page);
  await page.goto(served.url);
  await leader.sitAs('Ada Quist');
  await leader.openMaintenance(title);
  await page.getByRole('tab', { name: 'Post-mortem' }).click();

  const perfect = page.getByRole('region', { name: 'Was it perfect?' });
  await expect(perfect).toContainText('The window was overrun by 47m');
  await expect(page.getByRole('heading', { name: 'An IncidentReport is demanded' })).toBeVisible();
  const stood = page.getByRole('region', { name: 'How the services stood' });
  await expect(stood.getByRole('img', { name: /^Wiki: / })).toBeVisible();
  await expect(stood).toContainText('1 h 30 m from down to partial');
  await expect(stood).toContainText('2 h 15 m from down to up');
  await expectAccessibleInBoth(page, 'Post-mortem before it is begun');
  await picture(page, 'pm-demanded');

  await page.getByRole('button', { name: 'Begin the IncidentReport' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Summary' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Summary, in Markdown' })).toContainText(title);
  await expect(parts(page).getByRole('link', { name: 'Summary' })).toContainText('Drafted');
  await picture(page, 'pm-draft');

  // What a person writes is told from the draft, and hints are given on words that blame.
  await write(page, 'Summary', '\n\nThe copy took longer than the rehearsal, and Ben should have known.');
  await expect(parts(page).getByRole('link', { name: 'Summary' })).toContainText('Written');
  await expect(page.getByRole('list', { name: 'Hints on the wording' })).toContainText('should have');
  await expectAccessibleInBoth(page, 'A section of the report');
  await picture(page, 'pm-writing');

  // Evidence by keys alone: to the timeline, find it, quote it; the caret is back in the text.
  await openPart(page, /^Root causes/);
  await page.getByRole('textbox', { name: 'Root causes, in Markdown' }).click();
  await page.keyboard.press('ControlOrMeta+Shift+e');
  await expect(page.getByRole('textbox', { name: 'Find in the timeline' })).toBeFocused();
  await page.keyboard.type('down');
  await page.keyboard.press('Enter');
  const causes = page.getByRole('textbox', { name: 'Root causes, in Markdown' });
  await expect(causes).toContainText(/> \[event \d+\]\(#\/m\//);
  await expect(causes).toBeFocused();
  await page.getByRole('button', { name: 'Lines of the log as evidence' }).click();
  const log = page.getByRole('dialog', { name: 'Lines of the log as evidence' });
  await log.getByText('done: move').first().click();
  await expectAccessibleInBoth(page, 'Lines of the log as evidence');
  await picture(page, 'pm-evidence');
  await log.getByRole('button', { name: 'Quote' }).click();
  await expect(causes).toContainText('done: move');
  await page.getByText('Both', { exact: true }).click();
  await picture(page, 'pm-evidence-quoted');
  await page.locator('blockquote').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/console\?event=\d+$/);
  await page.goBack();

  await openPart(page, /^Five whys/);
  await page.getByRole('button', { name: 'Ask why five times…' }).click();
  const whys = page.getByRole('dialog', { name: 'Five whys' });
  await whys.getByLabel('What was seen').fill('the wiki was away for longer than announced');
  await whys.getByLabel(/^1\./).fill('the copy took three times as long');
  await whys.getByLabel(/^2\./).fill('the rehearsal ran on a tenth of the pages');
  await expectAccessibleInBoth(page, 'Five whys');
  await picture(page, 'pm-five-whys');
  await whys.getByRole('button', { name: 'Put it into the section' }).click();
  await expect(page.getByRole('textbox', { name: 'Five whys, in Markdown' })).toContainText('2. the rehearsal ran');

  // “Not applicable” is an answer, with its reason; internal is never published.
  await openPart(page, /^Where we were lucky/);
  await page.getByRole('button', { name: 'Not applicable…' }).click();
  const apply = page.getByRole('dialog', { name: 'Where we were lucky: not applicable' });
  await apply.getByLabel('Why it does not apply').fill('nothing was left to chance');
  await apply.getByRole('button', { name: 'It does not apply' }).click();
  await expect(parts(page).getByRole('link', { name: 'Where we were lucky' })).toContainText('Not applicable');
  await write(page, 'Complications', 'The password of the replica stood in the old wiki.');
  await page.getByRole('switch', { name: 'Internal' }).click();
  await expect(parts(page).getByRole('link', { name: 'Complications' })).toContainText('Internal');

  await openPart(page, 'Incident');
  await page.getByRole('radiogroup', { name: 'Basic cause' }).getByText('Technical').click();
  await page.getByRole('radiogroup', { name: 'Was it preventable?' }).getByText('Yes').click();
  await page.getByRole('checkbox', { name: 'Nothing aggravated it' }).check();
  await expect(page.getByRole('checkbox', { name: 'No problem is known' })).not.toBeChecked();
  await page.getByLabel('Known problems of the service').fill('The table of links is larger than memory.');
  await expect(page.getByRole('region', { name: 'Incident' }).getByText('Saved', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Filled in by Drydock' })).toContainText('2 h 15 m, from down to up');
  await expectAccessibleInBoth(page, 'Incident');
  await picture(page, 'pm-incident');

  await openPart(page, /^Action items/);
  await page.getByRole('button', { name: 'Add one…' }).click();
  const item = page.getByRole('dialog', { name: 'An action item' });
  await item.getByLabel('What is to be done').fill('Rehearse on as many pages as production has');
  await item.getByLabel('Who sees to it').fill('Ben Okoye');
  await item.getByLabel('Until').fill('2027-01-31');
  await picture(page, 'pm-action-item');
  await item.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('row', { name: /Rehearse on as many pages/ })).toContainText('2027-01-31');
  await expectAccessibleInBoth(page, 'Action items');
  await picture(page, 'pm-action-items');

  await page.getByRole('button', { name: 'As a file…' }).click();
  const csv = await leader.saved(() => page.getByRole('menuitem', { name: 'CSV', exact: true }).click());
  expect(csv).toContain('Rehearse on as many pages');

  // It leaves in each form; for everybody nothing internal is in it.
  await page.getByRole('button', { name: 'Export…' }).click();
  const exporting = page.getByRole('dialog', { name: 'Export…' });
  await expectAccessibleInBoth(page, 'Exporting the report');
  await picture(page, 'pm-export');
  const whole = await leader.saved(() => exporting.getByRole('button', { name: 'Markdown' }).click());
  expect(whole).toContain('The password of the replica');
  await exporting.getByText('For everybody').click();
  const open = await leader.saved(() => exporting.getByRole('button', { name: 'MediaWiki wikitext' }).click());
  expect(open).toContain('The copy took longer than the rehearsal');
  expect(open).not.toContain('password');
  const pdf = await leader.saved(() => exporting.getByRole('button', { name: 'PDF' }).click());
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  await page.keyboard.press('Escape');

  // Reviewed by each, on exactly this text.
  await openPart(page, /^Publish and close/);
  const internally = page.getByRole('region', { name: 'Publish internally' });
  await expect(internally).toContainText('Nobody has been asked to review it.');
  await expect(internally.getByText(/^Not answered, and said so in the report: /)).not.toContainText('aggravated');
  await picture(page, 'pm-publish-not-yet');
  await openPart(page, /^Review/);
  await page.getByRole('button', { name: 'Ask for review…' }).click();
  await page.getByRole('button', { name: 'Ask them' }).click();
  await expect(page.getByRole('row', { name: /Cleo Marsh/ })).toContainText('Has not answered');
  // Who is not here reads it from a signed file; what this console itself signed, nobody else says by it.
  const file = await leader.saved(() => page.getByRole('button', { name: 'The file to send' }).click());
  await leader.goTo('People');
  await leader.give('Answer a request file…', file);
  const toReview = page.getByRole('dialog', { name: /^To review: / });
  await expect(toReview).toContainText('this very console’s key');
  await expect(toReview.getByRole('region', { name: 'The report' })).toContainText('the rehearsal ran on a tenth');
  await expectAccessibleInBoth(page, 'A report to review from a file');
  await picture(page, 'pm-review-file');
  await toReview.getByRole('button', { name: 'Back' }).click();
  for (const name of ['Ben Okoye', 'Cleo Marsh', 'Dana Reyes']) {
    await leader.sitAs(name);
    await leader.openMaintenance(title);
    await page.getByRole('tab', { name: 'Post-mortem' }).click();
    await openPart(page, /^Review/);
    await page.getByRole('button', { name: 'Approve…' }).click();
    await page.getByRole('button', { name: `Approve it as ${name}` }).click();
    await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Approved');
    if (name === 'Cleo Marsh') await picture(page, 'pm-review');
  }
  await expectAccessibleInBoth(page, 'Review');

  // Internally first; the announcement by the CES, who sits here now; then the close.
  await openPart(page, /^Publish and close/);
  await internally.getByRole('button', { name: 'It is published…' }).click();
  await page.getByRole('dialog').getByLabel('Where').fill('https://staff.example.org/incidents/42');
  await page.getByRole('dialog').getByRole('button', { name: 'It is published' }).click();
  await expect(internally.getByRole('list', { name: 'Published' })).toContainText('incidents/42');
  const announcement = page.getByRole('region', { name: 'Public announcement' });
  await expect(announcement).not.toContainText('password');
  await announcement.getByLabel('Title of the announcement').fill('The wiki was away for two hours');
  await expect(announcement.getByText('Saved', { exact: true })).toBeVisible();
  await expectAccessibleInBoth(page, 'Publish and close');
  await picture(page, 'pm-announcement');
  // What is saved in another window stands in this one too, with its hints: only what is seen is published.
  const window = await context.newPage();
  await window.goto(page.url());
  const there = window.getByRole('region', { name: 'Public announcement' });
  const words = 'Text of the announcement, in Markdown';
  await there.getByRole('textbox', { name: words }).click();
  await window.keyboard.press('ControlOrMeta+End');
  await window.keyboard.type('\n\nIt should have been shorter.');
  await expect(there.getByText('Saved', { exact: true })).toBeVisible();
  await expect(there.getByRole('list', { name: 'Hints on the wording' })).toContainText('should have');
  await window.close();
  await expect(announcement.getByRole('textbox', { name: words })).toContainText('It should have been shorter.');
  await announcement.getByRole('button', { name: 'As a file…' }).click();
  const told = await leader.saved(() => page.getByRole('menuitem', { name: 'MediaWiki wikitext' }).click());
  expect(told).toMatch(/^'''The wiki was away for two hours'''/);
  await announcement.getByRole('button', { name: 'It is published…' }).click();
  await page.getByRole('dialog').getByLabel('Where').fill('https://meta.example.org/wiki/Incident');
  await page.getByRole('dialog').getByRole('button', { name: 'It is published' }).click();
  await expect(announcement.getByRole('list', { name: 'Published' })).toContainText('wiki/Incident');
  const close = page.getByRole('region', { name: 'Close the maintenance' });
  await close.getByRole('button', { name: 'Close the maintenance…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close it' }).click();
  await expect(close).toContainText('Closed by Dana Reyes');
  await picture(page, 'pm-closed');

  await openPart(page, /^Versions/);
  await expect(page.getByRole('list', { name: 'Versions, newest first' }).getByRole('listitem').first()).toBeVisible();
  await expectAccessibleInBoth(page, 'Versions');
  await picture(page, 'pm-versions');
});

test('PM-3: a reviewer at a console of their own reads the report from a file, and their signed answer is taken in here', async ({
  page,
  context,
}) => {
  const leader = new Planner(page);
  await page.goto(served.url);
  await leader.sitAs('Ada Quist');
  await leader.openMaintenance(title);
  await page.getByRole('tab', { name: 'Post-mortem' }).click();
  await page.getByRole('button', { name: 'Begin the IncidentReport' }).click();
  await openPart(page, /^Review/);
  await page.getByRole('button', { name: 'Ask for review…' }).click();
  await page.getByRole('button', { name: 'Ask them' }).click();
  const file = await leader.saved(() => page.getByRole('button', { name: 'The file to send' }).click());

  const home = await makeWorkspace();
  const theirs = await keyOf(home.folder);
  const elsewhere = await ServedConsole.start({ workspace: home.folder });
  const reviewer = new Planner(await context.newPage());
  await reviewer.page.goto(elsewhere.url);
  await reviewer.goTo('People');
  await reviewer.give('Answer a request file…', file);
  const reviewing = reviewer.page.getByRole('dialog', { name: /^To review: / });
  await expect(reviewing.getByRole('region', { name: 'The report' })).toContainText(title);
  const sign = reviewing.getByRole('button', { name: 'Sign the answer, and save its file' });
  await reviewer.pick(reviewing.getByRole('combobox', { name: 'Who answers' }), 'Cleo Marsh');
  await expect(sign).toBeDisabled();
  await reviewing.getByLabel('The fingerprint, as whoever asks reads it out').fill(ownFingerprint);
  await reviewing.getByLabel('Comment').fill('Well told.');
  await picture(reviewer.page, 'pm-review-elsewhere');
  const answer = await reviewer.saved(() => sign.click());
  await elsewhere.leave();
  await home.remove();

  // It counts once its key is trusted as hers, and not before.
  const files = page.getByRole('region', { name: 'By files' });
  await leader.give('Import an answer…', answer);
  await expect(files.getByRole('alert')).toBeVisible();
  const cleo = page.getByRole('row', { name: /Cleo Marsh/ });
  await expect(cleo).toContainText('Has not answered');
  const panel = await leader.openPerson('Cleo Marsh');
  await panel.getByRole('button', { name: 'Trust a key…' }).click();
  const trusting = page.getByRole('dialog', { name: 'Trust a key as Cleo Marsh’s' });
  await trusting.getByLabel('The line from their console').fill(theirs.text);
  await trusting.getByLabel('The fingerprint, as they read it out').fill(theirs.fingerprint);
  await trusting.getByRole('button', { name: 'They are the same: trust it' }).click();
  await expect(trusting).toBeHidden();
  await leader.openMaintenance(title);
  await page.getByRole('tab', { name: 'Post-mortem' }).click();
  await openPart(page, /^Review/);
  await leader.give('Import an answer…', answer);
  await expect(cleo).toContainText('Approved');
  await expect(cleo).toContainText('Well told.');
  await picture(page, 'pm-review-imported');

  // Of an edited text her word is missing again, and an EM may let it go on without.
  await expect(page.getByRole('button', { name: 'Excuse… Cleo Marsh' })).toBeHidden();
  await write(page, 'Impact', ' Nobody could edit.');
  await openPart(page, /^Review/);
  await expect(cleo).toContainText('Approved an earlier text');
  await expect(cleo.getByRole('button', { name: 'Excuse… Cleo Marsh' })).toBeVisible();
});

test('drawing the draft anew leaves what was written as it is, shows both, and takes the draft over where a person says so', async ({
  page,
}) => {
  const leader = new Planner(page);
  await page.goto(served.url);
  await leader.sitAs('Ada Quist');
  await leader.openMaintenance(title);
  await page.getByRole('tab', { name: 'Post-mortem' }).click();
  await page.getByRole('button', { name: 'Begin the IncidentReport' }).click();
  await write(page, 'Impact', ' Nobody could edit.');
  await openPart(page, 'Overview');
  await page.getByRole('button', { name: 'Take back: Wiki Partial' }).click();
  const back = page.getByRole('dialog', { name: 'Take back that Wiki was partial' });
  await back.getByLabel('Reason').fill('nobody could read it yet');
  await back.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('button', { name: 'Draw the draft anew' }).click();
  await expect(page.getByRole('button', { name: 'Draw the draft anew' })).toBeHidden();
  await openPart(page, /^Impact/);
  const editor = page.getByRole('textbox', { name: 'Impact, in Markdown' });
  await expect(editor).toContainText('Nobody could edit.');
  await page.getByRole('button', { name: 'The draft beside it…' }).click();
  const beside = page.getByRole('dialog', { name: 'Impact: the draft beside your words' });
  await expect(beside.getByRole('region', { name: 'What is written' })).toContainText('Nobody could edit.');
  await expect(beside.getByRole('region', { name: 'The draft' })).not.toContainText('Nobody could edit.');
  await expectAccessibleInBoth(page, 'The draft beside what is written');
  await picture(page, 'pm-draft-beside');
  await beside.getByRole('button', { name: 'Take the draft over' }).click();
  await expect(editor).not.toContainText('Nobody could edit.');
  await expect(parts(page).getByRole('link', { name: 'Impact' })).toContainText('Drafted');
});

test('while one writes, another reads, sees who, and has the turn once it is given back', async ({ page, context }) => {
  const leader = new Planner(page);
  await page.goto(served.url);
  await leader.sitAs('Ada Quist');
  await leader.openMaintenance(title);
  await page.getByRole('tab', { name: 'Post-mortem' }).click();
  await page.getByRole('button', { name: 'Begin the IncidentReport' }).click();
  await write(page, 'Impact', ' Nobody could edit.');
  await expect(page.getByText('You are writing; others read until you are done.')).toBeVisible();
  const place = page.url();

  const other = await context.newPage();
  await other.goto(place);
  await new Planner(other).sitAs('Ben Okoye');
  await other.goto(place);
  await openPart(other, /^Impact/);
  await expect(other.getByText('Ada Quist has been writing since')).toBeVisible();
  await expect(other.getByRole('region', { name: 'Impact', exact: true })).toContainText('Nobody could edit.');
  await expect(other.getByRole('region', { name: 'Impact', exact: true })).toContainText('Ada Quist is editing it.');
  await expectAccessibleInBoth(other, 'A report that another writes');
  await picture(other, 'pm-locked');

  await new Planner(other).sitAs('Ada Quist');
  await page.getByRole('button', { name: 'I am done' }).click();
  await expect(page.getByText('You are writing')).toBeHidden();
  await new Planner(other).sitAs('Ben Okoye');
  await other.goto(place);
  await write(other, 'Detection', 'A reader told us.');
  await expect(other.getByText('You are writing; others read until you are done.')).toBeVisible();
});

test('PM-3: an EM elsewhere comes by an invite, reads the report and approves it in a browser of their own', async ({
  page,
  browser,
}) => {
  const leader = new Planner(page);
  await page.goto(served.url);
  await leader.sitAs('Ada Quist');
  await leader.openMaintenance(title);
  await page.getByRole('tab', { name: 'Post-mortem' }).click();
  await page.getByRole('button', { name: 'Begin the IncidentReport' }).click();
  await openPart(page, /^Review/);
  await page.getByRole('button', { name: 'Ask for review…' }).click();
  await page.getByRole('button', { name: 'Ask them' }).click();
  await expect(page.getByRole('row', { name: /Cleo Marsh/ })).toContainText('Has not answered');

  const sharing = new SharingLeader(page);
  await sharing.openDoor(await freePort());
  const link = await sharing.invite('Review', 'Cleo');
  await sharing.closePanel();
  const manager = await Follower.open(browser);
  await manager.come(link, 'Cleo Marsh');
  await sharing.letIn('Cleo Marsh', /Cleo Marsh/);
  await manager.tab('Post-mortem');
  await openPart(manager.page, /^Summary/);
  await expect(manager.page.getByRole('region', { name: 'Summary', exact: true })).toContainText(title);
  await expect(manager.page.getByText('This is done at the leader’s console.').first()).toBeVisible();
  await openPart(manager.page, /^Review/);
  await manager.page.getByRole('button', { name: 'Approve…' }).click();
  await manager.page.getByRole('button', { name: 'Approve it as Cleo Marsh' }).click();
  await expect(manager.page.getByRole('row', { name: /Cleo Marsh/ })).toContainText('Approved');
  await expectAccessibleInBoth(manager.page, 'The review of a follower');
  await picture(manager.page, 'pm-follower');
  await expect(page.getByRole('row', { name: /Cleo Marsh/ })).toContainText('Approved');
  expect(manager.refusals).toEqual([]);
  await manager.close();
});
