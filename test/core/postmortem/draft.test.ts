/** Drafts drawn from journals as they were recorded: what they say, and what they leave alone. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JournalEvent, journalEventSchema } from '../../../src/core/maintenance/events.ts';
import { evolve } from '../../../src/core/maintenance/evolve.ts';
import type { MaintenanceState } from '../../../src/core/maintenance/state.ts';
import { toWordingHints } from '../../../src/core/postmortem/blameless.ts';
import { redraft, toDraft } from '../../../src/core/postmortem/draft.ts';
import { parseEvidenceLink } from '../../../src/core/postmortem/evidence.ts';
import { toFacts } from '../../../src/core/postmortem/facts.ts';
import { parseWhys } from '../../../src/core/postmortem/five-whys.ts';
import { type ReportFacts, reportFactsSchema, sectionIds } from '../../../src/core/postmortem/report.ts';
import { type ReportText, reportTextSchema } from '../../../src/core/postmortem/report-text.ts';

const folder = new URL('../../fixtures/postmortem/', import.meta.url);
const names = readdirSync(new URL('journals/', folder)).map((file) => file.replace('.json', ''));

function read(name: string): readonly JournalEvent[] {
  const text = readFileSync(new URL(`journals/${name}.json`, folder), 'utf8');
  return (JSON.parse(text) as unknown[]).map((event) => journalEventSchema.parse(event));
}

function factsOf(name: string): ReportFacts {
  const journal = read(name);
  const state = journal.reduce<MaintenanceState | undefined>(evolve, undefined);
  if (state === undefined) throw new Error('an empty journal');
  return toFacts(journal, state, (journal.at(-1)?.atMs ?? 0) + 60_000);
}

/** All of a draft, to be read. */
function toText(facts: ReportFacts): string {
  const { sections } = toDraft(facts, 'incident-report');
  const reasons = facts.perfect.reasons.map(({ holds, says }) => `${holds ? '+' : '-'} ${says}`);
  const parts = sections.map(({ id, drafted }) => `## ${id}\n\n${drafted}`);
  return `${[`perfect: ${facts.perfect.isPerfect}\n${reasons.join('\n')}`, ...parts].join('\n\n')}\n`;
}

describe.each(names)('of the journal “%s”', (name) => {
  it('the draft says what it always said', async () => {
    await expect(toText(factsOf(name))).toMatchFileSnapshot(new URL(`drafts/${name}.md`, folder).pathname);
  });

  it('facts and draft are of their shapes, and every link leads somewhere', () => {
    const facts = factsOf(name);
    expect(reportFactsSchema.parse(facts)).toEqual(facts);
    const draft = toDraft(facts, 'pmr');
    expect(reportTextSchema.parse(draft)).toEqual(draft);
    const last = read(name).length;
    for (const { drafted } of draft.sections) {
      for (const [, address = ''] of drafted.matchAll(/\]\(([^)]*)\)/g)) {
        const place = parseEvidenceLink(address);
        expect(place, address).toMatchObject({ maintenance: facts.maintenance });
        if (place?.kind === 'event') expect(place.at).toBeLessThanOrEqual(last);
      }
    }
  });

  it('the draft blames nobody', () => {
    for (const { id, drafted } of toDraft(factsOf(name), 'pmr').sections) {
      expect(toWordingHints(drafted), id).toEqual([]);
    }
  });

  it('the timeline stands in the order of time, and each entry links to its line', () => {
    const { timeline } = factsOf(name);
    const journal = read(name);
    for (const { at, rows, text } of timeline) {
      expect('event' in at && journal.some(({ seq }) => seq === at.event), text).toBe(true);
      if (rows !== undefined) expect(rows.to, text).toBeGreaterThan(rows.from);
    }
    expect(timeline.filter(({ rows }) => rows !== undefined)).not.toEqual([]);
    expect(timeline.length).toBeGreaterThan(2);
    expect(timeline.map(({ atMs }) => atMs)).toEqual(timeline.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  });
});

const words = fc.string({ unit: 'grapheme', maxLength: 40 });
/** What people may have made of a draft. */
const texts: fc.Arbitrary<ReportText> = fc
  .record({
    name: fc.constantFrom(...names),
    kind: fc.constantFrom('pmr' as const, 'aar' as const, 'incident-report' as const),
    title: fc.option(
      words.map((text) => `T${text}`.trim()),
      { nil: undefined },
    ),
    edits: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(...sectionIds),
        written: fc.option(words, { nil: undefined }),
        notApplicable: fc.option(
          words.map((text) => `N${text}`.trim()),
          { nil: undefined },
        ),
        isInternal: fc.boolean(),
      }),
      { selector: ({ id }) => id },
    ),
    items: fc.array(
      words.map((text) => ({ id: 'a', title: `I${text}`.trim(), kind: 'prevent' as const, owner: 'Bo', note: text })),
      { maxLength: 2 },
    ),
  })
  .map(({ name, kind, title, edits, items }) => {
    const draft = toDraft(factsOf(name), kind);
    const sections = draft.sections.map((section) => {
      const edit = edits.find(({ id }) => id === section.id);
      if (edit === undefined) return section;
      const { written, notApplicable, isInternal } = edit;
      return {
        ...section,
        isInternal,
        ...(written === undefined ? {} : { written }),
        ...(notApplicable === undefined ? {} : { notApplicable }),
      };
    });
    return { ...draft, ...(title === undefined ? {} : { title }), sections, actionItems: items };
  });

describe('drawn anew', () => {
  const withoutDraft = ({ sections, incident: _, incidentDraft: ___, ...text }: ReportText) => ({
    ...text,
    sections: sections.map(({ drafted: __, ...section }) => section),
  });

  it('a draft changes nothing that a person wrote, from whichever journal', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...names), (made, name) => {
        const theirs = { service: 'What a person names', responders: ['Whom a person names'] };
        const text = made.incident === undefined ? made : { ...made, incident: { ...made.incident, ...theirs } };
        const again = redraft(text, factsOf(name));
        expect(withoutDraft(again)).toEqual(withoutDraft(text));
        if (text.incident !== undefined) expect(again.incident).toEqual(text.incident);
        expect(again.sections.map(({ drafted }) => drafted)).toEqual(
          toDraft(factsOf(name), text.kind).sections.map(({ drafted }) => drafted),
        );
      }),
    );
  });

  it('a draft fills in anew what of an incident nobody changed, and nothing else', () => {
    const text = toDraft(factsOf('overrun'), 'incident-report');
    const { incident } = text;
    if (incident === undefined) throw new Error('no incident');
    const later = { ...factsOf('overrun'), services: ['Shop', 'Mail'], leaders: ['Cy Dent'] };
    const drawn = toDraft(later, 'incident-report').incident;
    expect(drawn).not.toEqual(incident);
    expect(redraft(text, later).incident).toEqual(drawn);
    const changed = { ...text, incident: { ...incident, service: 'The shop window', knownProblems: 'The lock.' } };
    expect(redraft(changed, later).incident).toEqual({ ...changed.incident, responders: drawn?.responders });
    // A report of an older Drydock does not say what its draft was.
    const { incidentDraft: _, ...older } = text;
    expect(redraft(older, later).incident).toEqual(incident);
  });

  it('a draft of the same journal is the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), (name) => {
        const text = toDraft(factsOf(name), 'pmr');
        expect(redraft(text, factsOf(name))).toEqual(text);
      }),
      { numRuns: names.length },
    );
  });

  it('as another kind of report keeps its words, and gets the fields it lacks', () => {
    const text = toDraft(factsOf('overrun'), 'pmr');
    const incident = redraft(text, factsOf('overrun'), 'incident-report');
    expect(incident).toMatchObject({ kind: 'incident-report', title: 'IncidentReport: Shop schema 42' });
    expect(incident.incident?.responders).toEqual(['Ada Lee', 'Bo Lind']);
    expect(redraft({ ...text, title: 'The lock' }, factsOf('overrun'), 'incident-report').title).toBe('The lock');
  });
});

it('begins the five whys with what failed first', () => {
  const whys = toDraft(factsOf('rolled-back'), 'pmr').sections.find(({ id }) => id === 'five-whys');
  expect(parseWhys(whys?.drafted ?? '')).toEqual({
    began: '“Migrate the orders” on db-1 failed: exit status 3; status 3.',
    answers: [],
  });
});
