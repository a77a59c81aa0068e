/** What people wrote can do nothing in any format, and what is internal leaves with none that is public. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportAudienceSchema } from '../../../../src/core/postmortem/render/audience.ts';
import { renderReport, reportFormatSchema, type TextFormat } from '../../../../src/core/postmortem/render/render.ts';
import { type Report, reportSchema, sectionIds } from '../../../../src/core/postmortem/report.ts';
import { overrunReport, perfectReport, withHostileWords } from '../../../fixtures/postmortem/reports.ts';

const textFormats = reportFormatSchema.options.filter((format): format is TextFormat => format !== 'pdf');

function render(report: Report, format: TextFormat, audience: 'internal' | 'public' = 'internal'): string {
  const rendered = renderReport(report, format, { audience, form: 'whole' });
  if (!rendered.ok) throw new Error(rendered.failure.message);
  return rendered.value;
}

function withSection(written: string): Report {
  return { ...perfectReport, sections: [{ id: 'summary', drafted: '', written, isInternal: false }] };
}

const known = new Set(
  'html head meta title style body nav main ul ol li a h1 h2 h3 h4 h5 h6 p em strong del code pre br hr blockquote input table thead tbody tr th td wbr'.split(
    ' ',
  ),
);

/** Every tag of a page with its attributes: text has no `<` of its own. */
function expectInert(html: string): void {
  for (const [tag, name] of html.matchAll(/<\/?([a-zA-Z][^\s/>]*)[^>]*>/g)) {
    expect(known).toContain(name);
    expect(tag).not.toMatch(/\son\w+=|\ssrc|\sstyle=|javascript:|\sclass=/i);
    const [, address] = /\shref="([^"]*)"/.exec(tag) ?? [];
    if (address !== undefined) expect(address).toMatch(/^(?:https?:|mailto:|#)/i);
  }
}

/** Pieces of what each format is made of, in any order. */
const pieces = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  fc.constantFrom(
    ...[
      '<script>',
      '</style>',
      '<a href="javascript:x">',
      '<!--',
      '-->',
      '&lt;',
      '{{',
      '}}',
      '[[',
      ']]',
      '{|',
      '|}',
      '|-',
      '||',
    ],
    ...[
      "''",
      "'''",
      '~~~~',
      '__TOC__',
      '== h ==',
      '\n',
      '\n\n',
      '\n* ',
      '\n1. ',
      '\n    ',
      '\n```\n',
      '\n> ',
      '\n# ',
      '\n| a |\n|---|\n',
    ],
    ...[
      '](javascript:x)',
      '![x](https://e.example)',
      '[x](https://e.example)',
      '[x]: data:x',
      '[^1]',
      '[^1]: ',
      '\\',
      '`',
      '*',
      '<pre>',
      '</pre>',
    ],
    ...[
      '<nowiki>',
      '\u202e',
      '\u0000',
      '\ud800',
      'RFC 1',
      'http://e.example',
      '<ref>',
      ':',
      ';',
      '----',
      '- [x] ',
      '&#91;',
    ],
  ),
);
const hostile = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

describe('whatever stands in a section', () => {
  it('is inert as HTML', () => {
    expectInert(render(withHostileWords(overrunReport), 'html'));
    fc.assert(
      fc.property(hostile, (text) => expectInert(render(withSection(text), 'html'))),
      { numRuns: 300 },
    );
  });

  it('calls no template, file, category, signature or magic word as wikitext', () => {
    const property = fc.property(hostile, (text) => {
      const wikitext = render(withSection(text), 'mediawiki').replace(/<pre>\n[\s\S]*?\n<\/pre>/g, '');
      expect(wikitext).not.toMatch(
        /\{\{|\[\[|\]\]|\}\}|~~~|__\w|<(?!\/?(?:pre|code|del|br|nowiki|blockquote|ul|ol|li)\b)/,
      );
      expect(wikitext.match(/\{\|/g)?.length).toBe(wikitext.match(/^\{\| class="wikitable"$/gm)?.length);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('has no sign in any format that hides another', () => {
    const property = fc.property(hostile, (text) => {
      for (const format of ['markdown', 'html', 'mediawiki'] as const)
        expect(render(withSection(text), format)).not.toMatch(/[\u202e\u0000\u001b\ufeff]/);
    });
    fc.assert(property, { numRuns: 50 });
  });

  it('says where in the log something stands that a draft links to, and not “log”', () => {
    const at = '#/m/m-test0001/console';
    const text = `It failed. ([log](${at}?event=25), [output](${at}?row=80)) See the [log](https://x.example/).`;
    for (const format of ['markdown', 'html', 'mediawiki'] as const) {
      const words = render(withSection(text), format);
      expect(words).toContain('It failed. (event 25, row 80) See the ');
      expect(words).toContain('https://x.example/');
    }
  });

  it('is shown as it was typed where it is nested or tangled as nobody writes', () => {
    const nested = `${'*a _b '.repeat(300)}x${' b_ a*'.repeat(300)}`;
    const tangled = '*a_'.repeat(10_000);
    for (const text of [nested, tangled, '> '.repeat(3_000), `${'- '.repeat(2_000)}x`])
      expect(render(withSection(text), 'markdown')).toContain(`\`\`\`\n${text}\n\`\`\``);
  });
});

describe('what is for everybody', () => {
  const secret = 'never-to-be-published';
  const { facts } = overrunReport;
  const report = reportSchema.parse({
    ...overrunReport,
    facts: {
      ...facts,
      timeline: facts.timeline.map((entry) => ({ ...entry, text: `db-1: ${secret}` })),
      failures: facts.timeline.map((entry) => ({ ...entry, text: secret })),
      detection: { atMs: 1, text: secret, at: { event: 1 } },
      decisions: facts.decisions.map((decision) => ({ ...decision, text: secret, by: secret })),
      rollback: { atMs: 1, by: secret, reason: secret, criterion: secret },
      steps: facts.steps.map((step) => ({ ...step, title: secret, host: secret })),
      onShift: facts.onShift.map((shift) => ({ ...shift, name: secret })),
      waivers: facts.waivers.map((waiver) => ({ ...waiver, rule: secret, by: secret, reason: secret })),
      notices: facts.notices.map((notice) => ({ ...notice, title: secret, by: secret })),
      backups: facts.backups.map((backup) => ({ ...backup, name: secret, level: secret })),
      perfect: { isPerfect: false, reasons: [{ holds: false, says: secret }] },
    },
    sections: [
      { id: 'summary', drafted: secret, written: 'For everybody. <!-- never-to-be-published -->' },
      { id: 'impact', drafted: secret, notApplicable: 'Nobody noticed.' },
      { id: 'timeline', drafted: `- ${secret}\n- on db-1` },
      {
        id: 'root-causes',
        drafted: `What failed:\n\n- ${secret}`,
        written: `What failed:\n\n- ${secret}\n\nAnd more.`,
      },
      { id: 'recovery', drafted: 'x', written: secret, isInternal: true },
    ],
    actionItems: overrunReport.actionItems.map((item) => ({ ...item, note: secret })),
    reviewers: overrunReport.reviewers.map((reviewer) => ({ ...reviewer, comment: secret, excused: secret })),
    publications: overrunReport.publications.map((publication) => ({ ...publication, where: secret })),
  });

  it.each(textFormats)('has nothing internal in it as %s', (format) => {
    expect(render(report, format, 'internal')).toContain(secret);
    const words = render(report, format, 'public');
    expect(words).not.toContain(secret);
    expect(words).not.toContain('db-1');
    expect(words).toContain('For everybody.');
    expect(words).toContain('And more.');
    expect(words).toContain('The shop is down.');
  });

  it.each(textFormats)('tells instead of an untouched draft, as %s, what anybody may know', (format) => {
    const sections = [
      { id: 'summary' as const, drafted: `Led by ${secret}.`, isInternal: false },
      { id: 'complications' as const, drafted: secret, isInternal: false },
    ];
    const words = render({ ...report, sections }, format, 'public');
    expect(words).not.toContain(secret);
    expect(words).toContain('There was a maintenance of shop, orders');
    expect(words).not.toContain('Complications');
  });

  it('keeps the log of events to itself where the timeline is internal', () => {
    const sections = report.sections.map((one) => (one.id === 'timeline' ? { ...one, isInternal: true } : one));
    const hidden = { ...report, sections };
    for (const format of textFormats) {
      expect(render(hidden, format, 'public')).not.toContain('The shop is down.');
      expect(render(report, format, 'public')).toContain('The shop is down.');
    }
  });

  it('has every section that is not internal, in the same order in every format', () => {
    const sections = sectionIds.map((id, index) => ({
      id,
      drafted: '',
      written: `says ${id}.`,
      isInternal: index % 3 === 0,
    }));
    for (const audience of exportAudienceSchema.options) {
      const wanted = sections.filter(({ isInternal }) => audience === 'internal' || !isInternal).map(({ id }) => id);
      for (const format of textFormats) {
        const said = [...render({ ...report, sections }, format, audience).matchAll(/says ([\w-]+)\./g)];
        expect(said.map(([, id]) => id)).toEqual(wanted);
      }
    }
  });
});

it('a report that is no IncidentReport has none of its fields', () => {
  const rendered = renderReport({ ...overrunReport, kind: 'pmr' }, 'json', {
    audience: 'internal',
    form: 'incident-report',
  });
  expect(rendered).toMatchObject({ ok: false, failure: { kind: 'no-incident-report' } });
});
