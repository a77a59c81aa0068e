/** The room of reports in a real browser: what it teaches while it is empty, and what a team sees in it after a year. */
import { expect, test } from '@playwright/test';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { Trackers } from '../fixtures/trackers.ts';
import { Wiki } from '../fixtures/wiki.ts';
import { expectAccessibleInBoth } from './accessibility.ts';
import { Leader } from './leader.ts';
import { picture } from './picture.ts';
import { Planner } from './planner.ts';
import { ReportedWorkspace, type RunOf } from './reported-maintenance.ts';
import { ServedConsole } from './served-console.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

test('PM-5: while it runs, one press marks how a service stands, and the log has it', async ({ page }) => {
  const served = await ServedConsole.start();
  const leader = new Leader(page);
  await leader.practise(served.url);
  await leader.start();
  await leader.side.getByRole('button', { name: 'Mark a service…' }).click();
  await leader.dialog.getByLabel('Service').fill('Shop');
  await leader.dialog.getByRole('button', { name: 'Mark it' }).click();
  await expect(leader.dialog).toBeHidden();
  const shop = leader.side.getByRole('group', { name: 'Shop' });
  await expect(shop.getByRole('button', { name: 'Down' })).toHaveAttribute('aria-pressed', 'true');
  await shop.getByRole('button', { name: 'Partial' }).click();
  await expect(shop.getByRole('button', { name: 'Partial' })).toHaveAttribute('aria-pressed', 'true');
  await expect(leader.log).toContainText('Shop is up in part');
  await expectAccessibleInBoth(page, 'The console with a service that is up in part');
  await picture(page, 'console-services');
  await served.dispose();
});

test('an empty room of reports says what will stand in it', async ({ page }) => {
  const served = await ServedConsole.start();
  await page.goto(served.url);
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Reports', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No maintenance was run yet' })).toBeVisible();
  await expectAccessibleInBoth(page, 'Reports, empty');
  await picture(page, 'reports-empty');
  await served.dispose();
});

/** By an EM and a CES, who were asked. */
async function approve(place: ReportedWorkspace, maintenance: MaintenanceId): Promise<void> {
  const textHash = (await place.desk.ask('report.show', { maintenance })).report?.textHash ?? '';
  await place.desk.ask('report.askReview', { maintenance, textHash });
  for (const name of ['Cleo Marsh', 'Dana Reyes']) {
    await place.sit(name);
    await place.desk.ask('report.review', { maintenance, textHash, verdict: 'approved' });
  }
}

test('after a year it shows what was run, what it adds up to, and which improvements are open', async ({ page }) => {
  const nowMs = Date.now();
  const runs: readonly RunOf[] = Array.from({ length: 9 }, (_, at) => ({
    title: `${['Upgrade the wiki', 'Move the mail', 'Renew certificates'][at % 3]} ${at + 1}`,
    services: [['Wiki', 'Search'], ['Mail'], ['Wiki']][at % 3] ?? [],
    startMs: nowMs - (270 - at * 30) * dayMs,
    overMs: at % 4 === 1 ? (at + 1) * 6 * 60_000 : -20 * 60_000,
    marks:
      at % 3 === 2
        ? []
        : ([
            [5, 'down'],
            [20 + at * 5, 'partial'],
            [50 + at * 6, 'up'],
          ] as const),
  }));
  const place = await ReportedWorkspace.make(nowMs - 300 * dayMs);
  for (const [at, run] of runs.entries()) {
    const maintenance = await place.run(run);
    if (at % 4 === 1) await place.report(maintenance, 'incident-report');
    else if (at % 4 === 2) await place.report(maintenance, 'pmr');
    else continue;
    const version = async () => (await place.desk.ask('report.show', { maintenance })).document?.version ?? 0;
    if (at % 4 === 1) {
      const { report } = await place.desk.ask('report.show', { maintenance });
      const incident = {
        ...report?.incident,
        service: 'Wiki',
        cause: at === 1 ? 'technical' : 'human',
        isPreventable: true,
      };
      await place.desk.ask('report.setIncident', {
        maintenance,
        version: await version(),
        incident: incident as never,
      });
    }
    for (const kind of ['prevent', 'detect'] as const) {
      await place.desk.ask('actionItem.set', {
        maintenance,
        version: await version(),
        item: {
          ...{ id: `item-${at}-${kind}`, kind, owner: 'Ben Okoye', note: '', due: '2026-06-30' },
          title:
            kind === 'prevent'
              ? `Rehearse number ${at + 1} on real data`
              : `Page somebody when number ${at + 1} stalls`,
        },
      });
    }
  }
  const [approved] = (await place.desk.ask('report.list', {})).filter(({ title }) => title === 'Renew certificates 3');
  if (approved === undefined) throw new Error('it was not run');
  // Written for an afternoon: each pause made a version.
  const { maintenance } = approved;
  let version = (await place.desk.ask('report.show', { maintenance })).document?.version ?? 0;
  for (let at = 0; at < 203; at += 1) {
    const title = `Certificates, ${at} times over`;
    ({ version } = await place.desk.ask('report.setTitle', { maintenance, version, title }));
  }
  const wiki = await Wiki.start();
  const channel = { kind: 'mediawiki', name: 'staff wiki', audience: 'internal', url: wiki.api } as const;
  const where = { page: 'Notices', mode: 'section', user: 'Ada@drydock' } as const;
  await place.desk.ask('channel.save', { channel: { ...channel, ...where } });
  await approve(place, maintenance);
  await place.close();
  const served = await ServedConsole.start({ workspace: place.folder });
  await page.goto(served.url);
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Reports', exact: true }).click();
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
  await expect(row('Move the mail 2')).toContainText('Technical');
  await expect(row('Upgrade the wiki 1')).toContainText('Not begun');
  await expectAccessibleInBoth(page, 'Reports');
  await picture(page, 'reports-list');

  await page.getByRole('combobox', { name: 'Service' }).click();
  await page.getByRole('option', { name: 'Mail' }).click();
  await expect(row('Upgrade the wiki 1')).toBeHidden();
  await expect(row('Move the mail 2')).toBeVisible();
  await page.getByRole('button', { name: 'No filter' }).click();

  const time = page.getByRole('radiogroup', { name: 'Time' });
  await time.getByText('Last quarter').click();
  await expect(row('Upgrade the wiki 1')).toBeHidden();
  await picture(page, 'reports-last-quarter');
  await time.getByText('12 months').click();
  await expect(row('Upgrade the wiki 1')).toBeVisible();

  await page.getByRole('tab', { name: 'Statistics' }).click();
  await expect(page.getByText('Maintenances run')).toBeVisible();
  const causes = page.getByRole('figure', { name: 'Incidents by basic cause' });
  await causes.getByText('As a table').click();
  await expect(causes.getByRole('row', { name: /Technical/ })).toContainText('1');
  // Search was touched with the wiki, and was not out with it.
  const outages = page.getByRole('figure', { name: 'Outage by service' });
  await outages.getByText('As a table').click();
  await expect(outages.getByRole('row', { name: /Wiki/ })).toContainText('h');
  await expect(outages.getByRole('row', { name: /Search/ })).toHaveCount(0);
  await expectAccessibleInBoth(page, 'Statistics');
  await picture(page, 'reports-statistics');

  await page.getByRole('tab', { name: /^Action items/ }).click();
  await expect(row('Rehearse number 2')).toContainText('overdue');
  await expectAccessibleInBoth(page, 'Action items of all reports');
  await picture(page, 'reports-items');

  // Those of all these reports go to one tracker at once.
  const trackers = await Trackers.start();
  await page.getByRole('button', { name: 'Send to a tracker…' }).click();
  const tracker = page.getByRole('dialog', { name: 'Send action items to a tracker' });
  await tracker.getByText('GitLab', { exact: true }).click();
  await tracker.getByLabel('Project').fill('ops/shop');
  await tracker.getByLabel('Its address').fill(trackers.url);
  await tracker.getByRole('button', { name: 'Give the addresses' }).click();
  await expect(tracker.getByRole('link', { name: 'Open it filled in' })).toHaveCount(8);
  const token = tracker.getByRole('textbox', { name: 'Token of its API' });
  await token.fill('not-the-token');
  await tracker.getByRole('button', { name: 'Send them' }).click();
  await expect(tracker.getByText('Refused', { exact: true })).toHaveCount(1);
  await token.fill('token-1');
  await tracker.getByRole('button', { name: 'Send them' }).click();
  await expect(tracker.getByRole('link', { name: /ops\/shop\/-\/issues\/\d/ })).toHaveCount(8);
  await expectAccessibleInBoth(page, 'Sending action items to a tracker');
  await picture(page, 'reports-tracker');
  // How they stand there is seen here, and settled here by one press, also while others are still asked for.
  trackers.closed.add(0);
  let answerTheRest = () => {};
  trackers.held.set(2, new Promise((resolve) => (answerTheRest = resolve)));
  await tracker.getByRole('button', { name: 'Ask how they stand' }).click();
  await expect(tracker.getByText('Closed there')).toHaveCount(1);
  await picture(page, 'reports-tracker-closed');
  await tracker.getByRole('button', { name: 'It is done here too' }).click();
  await expect(tracker.getByRole('button', { name: 'It is done here too' })).toBeHidden();
  answerTheRest();
  expect(trackers.issues).toHaveLength(8);
  await tracker.getByRole('button', { name: 'Close' }).click();
  await trackers.close();
  await new Planner(page).pick(
    page.getByRole('combobox', { name: 'State of “Rehearse number 2 on real data”' }),
    'Done',
  );
  await expect(row('Rehearse number 2')).toBeHidden();

  await row('Page somebody when number 2').getByRole('link', { name: 'Move the mail 2' }).click();
  await expect(page.getByRole('region', { name: 'Action items' })).toContainText('Rehearse number 2 on real data');

  // An approved one is put on a wiki, once its channel has the password.
  const leader = new Planner(page);
  const publishing = page.getByRole('dialog', { name: 'Published internally' });
  const internally = page.getByRole('region', { name: 'Publish internally' });
  const post = async () => {
    await leader.openMaintenance('Renew certificates 3');
    await page.getByRole('tab', { name: 'Post-mortem' }).click();
    await page
      .getByRole('navigation', { name: 'Parts of the report' })
      .getByRole('link', { name: /^Publish/ })
      .click();
    await internally.getByRole('button', { name: 'It is published…' }).click();
    await publishing.getByText('Put it on a wiki').click();
    await publishing.getByLabel('Page').fill('Reports/3');
    await publishing.getByRole('button', { name: 'Put it on the page' }).click();
  };
  await post();
  await expect(publishing.getByRole('alert')).toContainText(
    /“staff wiki” cannot send without: password\.\s*Give it in Settings › Channels/,
  );
  await picture(page, 'reports-wiki');
  await publishing.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Channels' }).click();
  await page.getByRole('button', { name: 'Give the password of staff wiki' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'password' }).fill('bot-pass-word');
  await page.getByRole('dialog').getByRole('button', { name: 'Give it' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  // What others wrote on that page is replaced once somebody says so, and only as it was seen.
  wiki.write('Reports/3', 'Our recipes.');
  await post();
  await expect(publishing.getByRole('alert')).toContainText('it holds something else (revision 101)');
  await picture(page, 'reports-wiki-others');
  wiki.write('Reports/3', 'Our recipes, and one of Bo.');
  await publishing.getByLabel('Replace revision 101').check();
  await publishing.getByRole('button', { name: 'Replace what stands there' }).click();
  await publishing.getByLabel('Replace revision 102').check();
  expect(wiki.pages.get('Reports/3')?.text).toBe('Our recipes, and one of Bo.');
  await publishing.getByRole('button', { name: 'Replace what stands there' }).click();
  await expect(internally.getByRole('list', { name: 'Published' })).toContainText('Reports%2F3');
  expect(wiki.pages.get('Reports/3')?.text).toContain('Rehearse number 3 on real data');
  await wiki.close();

  // The oldest of its versions is still to be had.
  await page
    .getByRole('navigation', { name: 'Parts of the report' })
    .getByRole('link', { name: /^Versions/ })
    .click();
  const versions = page.getByRole('list', { name: 'Versions, newest first' }).getByRole('listitem');
  await expect(versions).toHaveCount(200);
  await versions.last().click();
  await expect(page.getByRole('region', { name: /^From version \d+ to \d+$/ })).toContainText('times over');
  await page.getByRole('button', { name: 'Show older' }).click();
  await expect(versions.last().getByRole('button')).toHaveAccessibleName(/^1 /);
  await picture(page, 'reports-versions');
  await page.getByRole('button', { name: 'Show newer' }).click();
  await expect(versions).toHaveCount(200);
  await served.leave();
  await place.remove();
});
