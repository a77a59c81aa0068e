/** The formats of a report, read by programs that are not ours: they say the same, word for word, and are what they claim to be. */
import { spawnSync } from 'node:child_process';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { exportAudienceSchema } from '../../../src/core/postmortem/render/audience.ts';
import { toReportJsonSchema } from '../../../src/core/postmortem/render/json.ts';
import { type ReportChoice, renderReport, type TextFormat } from '../../../src/core/postmortem/render/render.ts';
import type { Report } from '../../../src/core/postmortem/report.ts';
import { toDraftedReport } from '../../fixtures/postmortem/recorded.ts';
import { overrunReport, perfectReport, withHostileWords } from '../../fixtures/postmortem/reports.ts';
import { asPage, readByPandoc, type Seen } from './pandoc.ts';

const choices: readonly ReportChoice[] = exportAudienceSchema.options.flatMap((audience) =>
  (['whole', 'incident-report'] as const).map((form) => ({ audience, form })),
);
const reports = {
  overrun: overrunReport,
  perfect: perfectReport,
  hostile: withHostileWords(overrunReport),
  recordedOverrun: toDraftedReport('overrun', 'incident-report'),
  recordedRollback: toDraftedReport('rolled-back', 'pmr'),
};

function render(report: Report, format: TextFormat, choice: ReportChoice): string {
  const rendered = renderReport(report, format, choice);
  if (!rendered.ok) throw new Error(rendered.failure.message);
  return rendered.value;
}

const cases = Object.entries(reports).flatMap(([name, report]) =>
  choices
    .filter(({ form }) => form === 'whole' || report.kind === 'incident-report')
    .map((choice) => [`${name}, ${choice.audience}, ${choice.form}`, report, choice] as const),
);

describe.each(cases)('%s', (_, report, choice) => {
  it('says the same in Markdown and in wikitext', () => {
    const wikitext = render(report, 'mediawiki', choice);
    const markdown = render(report, 'markdown', choice);
    expect(readByPandoc(wikitext, 'mediawiki').map(asWiki)).toEqual(readByPandoc(markdown, 'gfm').map(asPage));
  });

  it('says the same in Markdown and in HTML', () => {
    const html = render(report, 'html', choice).replace(/<nav[\s\S]*?<\/nav>/, '');
    const markdown = render(report, 'markdown', choice);
    expect(readByPandoc(html, 'html').map(withoutBoxes)).toEqual(readByPandoc(markdown, 'gfm').map(withoutBoxes));
  });

  it('is HTML that a validator has nothing to say of', () => {
    const options = { input: render(report, 'html', choice), encoding: 'utf8' } as const;
    const checked = spawnSync('tidy', ['-utf8', '-quiet', '-errors', '--show-info', 'yes'], options);
    expect(checked.stderr).toBe('');
    expect(checked.status).toBe(0);
  });

  it('is JSON that its published schema takes', () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(toReportJsonSchema() as object);
    expect(validate(JSON.parse(render(report, 'json', choice))) ? [] : validate.errors).toEqual([]);
    expect(validate({ format: 'drydock-report', version: 1 })).toBe(false);
  });
});

/** pandoc leaves entities in `<pre>` as they are; MediaWiki shows what they stand for. */
function asWiki(seen: Seen): Seen {
  if (typeof seen === 'string') return seen;
  const [kind, second] = seen;
  return kind === 'pre' && typeof second === 'string' ? [kind, fromEntities(second)] : seen.map(asWiki);
}

function fromEntities(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

/** A box to tick is a sign in one format and an element in the other. */
function withoutBoxes(seen: Seen): Seen {
  return typeof seen === 'string' ? seen.replace(/^[☐☒] /, '') : seen.map(withoutBoxes);
}
