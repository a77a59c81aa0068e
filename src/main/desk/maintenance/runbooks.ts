/** Requests about runbooks: drafts that are kept version by version, and Markdown in and out. */
import type { RunbookSummary } from '../../../contract/shapes.ts';
import { type RunbookName, runbookNameSchema, unseenCharacters } from '../../../core/ids.ts';
import { toMarkdown } from '../../../core/plan/markdown/to-markdown.ts';
import { type Plan, planSchema } from '../../../core/plan/plan.ts';
import { toPlanHash } from '../../../core/plan/plan-hash.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { DocumentVersion } from '../../store/store.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';

type RunbookRequest =
  | 'runbook.list'
  | 'runbook.show'
  | 'runbook.versions'
  | 'runbook.save'
  | 'runbook.import'
  | 'runbook.export';

export function runbookHandlers(
  parts: Pick<DeskParts, 'store' | 'clock' | 'news' | 'reader'>,
): Handlers<RunbookRequest> {
  const { documents } = parts.store;

  const save = (
    name: RunbookName,
    expectedVersion: number,
    plan: Plan,
    by: string,
  ): Result<RunbookSummary, Failure> => {
    const kept = documents.put('runbook', name, expectedVersion, plan, by, parts.clock.now());
    if (!kept.ok) {
      if (kept.failure.kind !== 'stale') return kept;
      return fail('stale', `“${name}” has been saved by somebody else since it was opened.`, {
        advice: 'Your text is still here: open the newest version beside it and bring the two together.',
      });
    }
    parts.news.changed('runbook');
    return succeed(toSummary(kept.value));
  };

  return {
    'runbook.list': () => succeed(documents.list('runbook').map(toSummary)),
    'runbook.versions': ({ name }) => succeed(documents.versions('runbook', name).map(toSummary)),
    'runbook.show': ({ name, version }) => {
      const found = findRunbook(parts, name, version);
      if (!found.ok) return found;
      const plan = toPlan(found.value);
      return succeed({ summary: toSummary(found.value), plan, planHash: toPlanHash(plan) });
    },
    'runbook.save': ({ name, expectedVersion, plan }, caller) => save(name, expectedVersion, plan, caller.actor.name),
    'runbook.import': async ({ file, content, name }, caller) => {
      const parsed = await parts.reader.read(Buffer.from(content, 'base64'), file);
      if (!parsed.ok) return parsed;
      const { plan, warnings } = parsed.value;
      const as = name ?? toRunbookName(plan.title, file);
      const saved = save(as, documents.versions('runbook', as)[0]?.version ?? 0, plan, caller.actor.name);
      return saved.ok
        ? succeed({ summary: saved.value, warnings: warnings.map((warning) => ({ ...warning })) })
        : saved;
    },
    'runbook.export': ({ name, version }) => {
      const found = findRunbook(parts, name, version);
      return found.ok ? succeed({ file: `${toFileName(name)}.md`, markdown: toMarkdown(toPlan(found.value)) }) : found;
    },
  };
}

export function findRunbook(
  { store }: Pick<DeskParts, 'store'>,
  name: string,
  version: number | undefined,
): Result<DocumentVersion, Failure<'no-such-runbook'>> {
  const found = store.documents.get('runbook', name, version);
  if (found !== undefined) return succeed(found);
  const which = version === undefined ? '' : `version ${version} of `;
  return fail('no-such-runbook', `There is no ${which}runbook “${name}”.`, {
    advice: 'List the runbooks to see what there is.',
  });
}

export function toPlan(document: DocumentVersion): Plan {
  return planSchema.parse(document.body);
}

function toSummary(document: DocumentVersion): RunbookSummary {
  const { name, version, savedAtMs, savedBy } = document;
  const plan = toPlan(document);
  return { name: name as RunbookName, version, savedAtMs, savedBy, title: plan.title, steps: plan.steps.length };
}

/** A title may hold what a name may not. */
function toRunbookName(title: string, file: string): RunbookName {
  const clean = (text: string) =>
    text
      .replace(new RegExp(`${unseenCharacters.source}|[/\\\\]`, 'gu'), ' ')
      .trim()
      .slice(0, 200);
  return runbookNameSchema.parse(clean(title) || clean(file) || 'runbook');
}

/** What any file system takes. */
export function toFileName(name: string): string {
  return (
    name
      .replace(/[^\p{L}\p{N}._ -]+/gu, '-')
      .replace(/^[. ]+/, '')
      .slice(0, 120) || 'runbook'
  );
}
