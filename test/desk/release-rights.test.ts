/**
 * Every request of the contract, in every role, of a release that the console starts and tells of by itself: while its window waits, while a
 * step of its run waits for a second person, and after it. Nothing begins on its host, and nobody knocks there.
 */
import { expect, it } from 'vitest';
import { requests } from '../../src/contract/requests.ts';
import { isShared } from '../../src/contract/shared-rights.ts';
import { type ShareRole, shareRoleSchema } from '../../src/core/sharing/role.ts';
import { toMatter, toSamples } from '../contract/shared-samples.ts';
import { noRules, onlyRules } from '../fixtures/no-rules.ts';
import { admitVisitor } from '../fixtures/visitor.ts';
import { type WatchedRelease, watchRelease } from '../fixtures/watched-release.ts';

/** All there is to gain: every role that a rule asks for, and the step and the validation are theirs. */
const bo = { id: 'bo', name: 'Bo Lind', roles: ['EM', 'CES', 'SRE'], qualifications: [], services: [], zone: 'UTC' };

async function open(): Promise<WatchedRelease> {
  const release = await watchRelease(onlyRules('POL-10'));
  const { console, id: maintenance } = release;
  await console.ask('person.save', { person: bo as never });
  await console.ask('roster.involve', { maintenance, people: ['bo' as never] });
  const { plan } = await console.state(maintenance);
  await console.ask('plan.change', { maintenance, plan: { ...plan, isTwoPerson: true } });
  return release;
}

/** Whoever came asks everything there is, and what is shared with them twice: what the first made possible, too. */
async function askAll(release: WatchedRelease, role: ShareRole): Promise<readonly string[]> {
  const { console, id } = release;
  const visitor = await admitVisitor(console, id, role, { person: 'bo' });
  const taken = new Set<string>();
  const all = Object.keys(requests).filter((name) => name !== 'share.leave') as (keyof typeof requests)[];
  for (const name of [...all, ...all.filter((one) => isShared(one, role)), 'share.leave' as const]) {
    const answer = await visitor.answer(
      name,
      isShared(name, role) ? await sampleOf(release, name) : { maintenance: id },
    );
    if (answer.ok) taken.add(name);
    else if (isShared(name, role)) expect([name, answer.failure.kind]).not.toEqual([name, 'bad-input']);
  }
  await console.host.hurry();
  return [...taken];
}

async function sampleOf({ console, id: maintenance }: WatchedRelease, name: string): Promise<unknown> {
  const report = name.startsWith('report.') ? (await console.ask('report.show', { maintenance })).report : undefined;
  const samples = toSamples(toMatter(await console.state(maintenance), 'site', report?.textHash));
  return (samples as Readonly<Record<string, unknown>>)[name];
}

const begins = ['run-started', 'attempt-intended', 'sending-begun', 'errand-asked'];

it.each(shareRoleSchema.options)('PREP-4: somebody who may %s makes nothing begin on a host', async (role) => {
  const release = await open();
  const { console, id: maintenance, host } = release;
  const begun = async () =>
    (await console.events(maintenance)).flatMap(({ type, actor }) =>
      begins.includes(type) ? [`${type} by ${actor.name}`] : [],
    );
  const mayWrite = role !== 'follow';

  await release.at('2026-05-03T02:30:05Z');
  const before = await askAll(release, role);
  expect([before.includes('rule.waive'), before.includes('share.leave')]).toEqual([mayWrite, true]);
  expect([await begun(), host.knocks]).toEqual([[], 0]);

  await release.at('2026-05-03T02:40:00Z');
  const { version } = await console.ask('policy.show', {});
  await console.ask('policy.save', { policy: noRules, expectedVersion: version });
  const { planHash, title } = await console.state(maintenance);
  const outsideWindow = 'The window was missed.';
  await console.ask('run.start', { maintenance, planHash, confirm: title, outsideWindow });
  await console.until(maintenance, ({ tasks }) => tasks[0]?.awaits?.for === 'countersign');
  const during = await askAll(release, role);
  expect(during.includes('step.countersign')).toBe(mayWrite);
  expect([await begun(), host.knocks]).toEqual([['run-started by Ada'], 0]);

  await console.ask('run.abort', { maintenance, reason: 'too dark' });
  const { textHash } = await console.ask('report.begin', { maintenance, kind: 'pmr' });
  await console.ask('report.askReview', { maintenance, textHash });
  const after = await askAll(release, role);
  expect(after.includes('report.review')).toBe(mayWrite);
  expect([await begun(), host.knocks]).toEqual([['run-started by Ada'], 0]);

  expect(console.problems).toEqual([]);
  await release.close();
});
