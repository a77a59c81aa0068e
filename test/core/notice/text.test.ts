/** The words of notices: filled from the record, and looked over. */
import { describe, expect, it } from 'vitest';
import { checkNotice } from '../../../src/core/notice/check.ts';
import { toDefaultTemplate } from '../../../src/core/notice/default-templates.ts';
import { audienceSchema, type Notice, noticeKindSchema } from '../../../src/core/notice/notice.ts';
import { toSample } from '../../../src/core/notice/sample.ts';
import { factsFor, fill, findTemplateProblems } from '../../../src/core/notice/template.ts';
import { toNoticeText } from '../../../src/core/notice/text.ts';
import { minuteMs, plannedRun, record, window } from './planned.ts';

const announcement: Notice = { id: 'a', kind: 'announcement', audience: 'public', channels: [] };
/** Asks for everything there is. */
const all = factsFor('internal')
  .map(({ name }) => `{{${name}}}`)
  .join('\n');
const internal = { ...announcement, audience: 'internal' as const };

describe('the text of a notice', () => {
  it('CHG-5: tells before the window everything the record says', () => {
    const { state, nowMs } = plannedRun();
    const { subject, text, missing } = toNoticeText(announcement, state, nowMs);
    expect(subject).toBe('Planned maintenance: Move the shop');
    expect(text).toBe(
      [
        'Environment: shop-production',
        'Start: 2026-11-24 22:00 Europe/Berlin (21:00 UTC)',
        'Expected duration: 2 hours',
        'Access is interrupted during this time.',
        'Workflows that should wait: Checkout',
        'Support in the window: Shop support',
      ].join('\n'),
    );
    expect(missing).toEqual([]);
    expect(checkNotice({ subject, text }, announcement, state, nowMs)).toEqual([]);
  });

  it('CHG-5: tells after it the result, the validations, known issues with workaround, and who follows up', () => {
    const run = plannedRun();
    const issue = { id: 'i', issue: 'Search is slow.', workaround: 'Wait a minute', followUpOwner: 'Bo' };
    run.must({ type: 'change-record', record: { ...record, knownIssues: [issue] } });
    run.must({ type: 'set-checklist', items: [{ id: 'login', text: 'Login works' }] });
    run.nowMs = window.startMs;
    run.start();
    run.must({ type: 'abort', reason: 'enough' });
    const { text } = toNoticeText({ ...announcement, kind: 'rollback' }, run.state, run.nowMs);
    expect(text).toContain('The work was stopped before its end.');
    expect(text).toContain('Validation: 0 of 1 validations passed.');
    expect(text).toContain('- Search is slow. Workaround: Wait a minute.');
    expect(text).toContain('Follow-up: Bo');
  });

  it('CHG-5: names the owners of what is integrated', () => {
    const run = plannedRun();
    run.must({
      type: 'change-record',
      record: { ...record, touchesIntegrations: true, sourceSystemOwner: 'ERP team', scheduledJobsOwner: 'Batch team' },
    });
    const { text, missing } = toNoticeText({ ...internal, kind: 'integration-owners' }, run.state, run.nowMs);
    expect(text).toContain('ERP team');
    expect(text).toContain('Batch team');
    expect(missing).toEqual([]);
  });

  it('POL-17: names EM and CES, and the reason, in the internal text only', () => {
    const run = plannedRun();
    run.must({
      type: 'change-schedule',
      change: 'extended',
      window: { ...window, endMs: window.endMs + minuteMs },
      reason: 'the vendor is late',
    });
    const about = run.state.schedule.changes[0]?.id ?? '';
    const change = { ...internal, kind: 'schedule-change' as const, about };
    expect(toNoticeText(change, run.state, run.nowMs).text).toContain(
      'To: Eve (EM), Cleo (CES)\nReason: the vendor is late',
    );
    const { text } = toNoticeText({ ...change, audience: 'public' }, run.state, run.nowMs);
    expect(text).not.toContain('vendor');
    expect(text).toContain('It was extended: it was to end 2026-11-25 00:00 Europe/Berlin (2026-11-24 23:00 UTC).');
  });

  it('CHG-6: names what the record does not say, and marks the place', () => {
    const run = plannedRun();
    const { environment: _, ...without } = record;
    run.must({ type: 'change-record', record: without });
    const words = toNoticeText(announcement, run.state, run.nowMs);
    expect(words.missing).toEqual([{ fact: 'environment', label: 'the environment' }]);
    const [problem] = checkNotice(words, announcement, run.state, run.nowMs);
    expect(problem).toMatchObject({ kind: 'missing-fact', message: 'The record does not say the environment.' });
    expect(words.text.slice(problem?.from, problem?.to)).toBe('[the environment?]');
  });

  it('CHG-6: marks every gap its template leaves, though its kind need not tell it', () => {
    const run = plannedRun();
    const { isAccessInterrupted: _, ...without } = record;
    run.must({ type: 'change-record', record: without });
    const start = { ...announcement, kind: 'start' as const };
    const words = toNoticeText(start, run.state, run.nowMs);
    const problems = checkNotice(words, start, run.state, run.nowMs);
    expect(problems.map(({ from, to }) => words.text.slice(from, to))).toEqual(['[whether access is interrupted?]']);
    expect(problems[0]?.message).toBe('The record does not say whether access is interrupted.');
  });

  it.each(
    noticeKindSchema.options.flatMap((kind) => audienceSchema.options.map((audience) => [kind, audience] as const)),
  )('CHG-6: the built-in template of %s (%s) asks for nothing there is not', (kind, audience) => {
    const { subject, text } = toDefaultTemplate(kind, audience);
    expect([...findTemplateProblems(subject, audience), ...findTemplateProblems(text, audience)]).toEqual([]);
  });

  it('CHG-6: a template that asks for an unknown fact, or an internal one in public, says which and where', () => {
    expect(findTemplateProblems('Hi {{ moon }}', 'public')).toEqual([
      { from: 3, to: 13, message: 'There is no fact “moon”.' },
    ]);
    expect(findTemplateProblems('{{why}}', 'public')[0]?.message).toBe('“why” is for internal texts only.');
    expect(findTemplateProblems('{{why}}', 'internal')).toEqual([]);
    expect(findTemplateProblems('{{constructor}}', 'internal')).toHaveLength(1);
    expect(findTemplateProblems('{{title}}, {{end', 'public')).toEqual([
      { from: 11, to: 13, message: '“{{” belongs to no fact: write {{fact}}.' },
    ]);
    expect(findTemplateProblems('a {brace}', 'public')).toEqual([]);
  });

  it.each(
    noticeKindSchema.options.flatMap((kind) => audienceSchema.options.map((audience) => [kind, audience] as const)),
  )('CHG-5: the sample says all that the built-in template of %s (%s) asks for', (kind, audience) => {
    const filled = fill(toDefaultTemplate(kind, audience), toSample(kind));
    expect(filled.missing).toEqual([]);
    const { state, nowMs } = toSample(kind);
    expect(checkNotice(filled, { kind, audience, about: 'change-1' }, state, nowMs)).toEqual([]);
  });

  it('CHG-5: the sample says every fact that there is, before, during or after the run', () => {
    const said = noticeKindSchema.options.flatMap((kind) => {
      const { missing } = fill({ subject: 's', text: all, audience: 'internal' }, toSample(kind));
      return factsFor('internal').filter(({ name }) => !missing.some(({ fact }) => fact === name));
    });
    expect(new Set(said.map(({ name }) => name))).toEqual(new Set(factsFor('internal').map(({ name }) => name)));
  });
});

describe('the check of a notice', () => {
  const { state, nowMs } = plannedRun();
  const marked = (text: string) =>
    checkNotice({ subject: 'S', text }, announcement, state, nowMs)
      .filter(({ kind }) => kind === 'announcement-language')
      .map(({ from, to }) => text.slice(from, to));

  it('CHG-6: marks the language of an announcement, word by word', () => {
    const text = 'We are thrilled to share an exciting, game-changing update! It is faster than ever. 🎉';
    expect(marked(text)).toEqual(['thrilled', 'exciting', 'game-changing', '!', 'faster than ever', '🎉']);
  });

  it('CHG-6: leaves plain words alone', () => {
    expect(marked('The unlockable door is open. Proudfoot owns support. Reads are faster at 22:00; 3 > 2.')).toEqual(
      [],
    );
  });

  it('CHG-6: says what a text somebody wrote does not tell', () => {
    const text = 'shop-production is down from 22:00 for 2 hours. Ask Shop support.';
    const problems = checkNotice({ subject: 'S', text }, announcement, state, nowMs);
    expect(problems.map(({ message }) => message)).toEqual(['It does not tell which workflows should wait: Checkout']);
  });

  it('CHG-6: says by how much a text is too long', () => {
    const long = checkNotice({ subject: 'S', text: 'x'.repeat(1_501) }, announcement, state, nowMs);
    expect(long.find(({ kind }) => kind === 'too-long')).toMatchObject({ from: 1_500, to: 1_501 });
  });

  it('PREP-1: the extension notice tells the end that is expected now', () => {
    const run = plannedRun();
    run.nowMs = window.startMs;
    run.start();
    const notice = { ...internal, kind: 'extension' as const };
    const { text } = toNoticeText(notice, run.state, window.endMs - 10 * minuteMs);
    expect(text).toContain('Expected end now: 2026-11-25 00:20 Europe/Berlin (2026-11-24 23:20 UTC)');
  });
});
