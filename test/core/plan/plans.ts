/** Plans for property tests: whatever the schema allows, the awkward above all. */
import fc from 'fast-check';
import { type Phase, type Plan, phases, planSchema } from '../../../src/core/plan/plan.ts';

const awkward = fc.constantFrom(
  '# A heading',
  '## Prepare',
  '### Step {host=x}',
  '#### Fine',
  '- [ ] box',
  '- item\n\n  more',
  '1. one\n2. two',
  '```sh\nls\n```',
  '```sh {rollback}\nls\n```',
  '```markdown {what}\nx\n```',
  '````\n```\n````',
  '```\nunclosed',
  '    indented',
  '\tcode',
  '> quoted',
  '<!-- open',
  '<details>\n\ntext\n\n</details>',
  '| a | b |\n| - | - |\n| 1 | 2 |',
  '{{ template }} <%= erb %> {% liquid %}',
  '**Side effects:** none',
  '**No rollback:** why',
  '---\na: b\n---',
  '===',
  '[x]: http://example.org',
  '[^1]: note\n\n    more',
  'line  \nbreak',
  ' leading',
  'trailing ',
  '\n\nblank',
  'carriage\rreturn',
  'zero\0byte',
  '\u2028',
  '\ufeff',
  'back`tick',
  '&amp; \\*',
  '{a=b}',
  '{#id}',
  'C #',
  '[ ] box',
  "it's",
  '\\d+\\b{2,3}',
  '"quoted"',
  '',
);
const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  awkward,
);
const words = fc.oneof(
  fc.lorem({ maxCount: 5 }),
  line,
  fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n\n')),
);
const someWords = words.filter((text) => text !== '');
const title = someWords.map((text) => text.slice(0, 400).toWellFormed());
const durationMs = fc.oneof(fc.integer({ min: 1, max: 30 * 24 * 3_600_000 }), fc.constantFrom(60_000, 5_400_000));
const script = fc.oneof(fc.constantFrom('true', 'ls\n', ' \n', 'a\r\nb', "cat <<'E'\n```\nE\n"), someWords);
const patterns = fc.array(someWords, { maxLength: 3 });
const host = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,12}$/);

const rollback = fc.oneof(
  fc.record({ kind: fc.constant('script' as const), script }),
  fc.record({ kind: fc.constant('none' as const), why: someWords }),
);
const expectation = fc.record(
  { exitStatus: fc.array(fc.nat(255), { minLength: 1, maxLength: 4 }), matches: patterns, lacks: patterns },
  { requiredKeys: [] },
);
const phase = fc.constantFrom(...phases);
const common = { id: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/), phase, title };
const extras = {
  what: words,
  owner: title.map((text) => text.slice(0, 90)),
  estimateMs: durationMs,
  sideEffects: words,
  withPrevious: fc.constant(true as const),
};
const scripted = {
  ...common,
  hosts: fc.array(host, { maxLength: 3 }),
  script,
};
const scriptedExtras = {
  ...extras,
  isTwoPerson: fc.constant(true as const),
  timeoutMs: durationMs,
  retries: fc.nat(20),
  onFailure: fc.constantFrom('stop', 'ask', 'continue', 'roll-back'),
  rollback,
  confirmBefore: fc.boolean(),
  safeToRepeat: fc.boolean(),
  mode: fc.constantFrom('durable', 'direct'),
};

const required = (model: object) => Object.keys(model) as never[];
const step = fc.oneof(
  fc.record(
    { kind: fc.constant('command'), ...scripted, ...scriptedExtras, expectation },
    { requiredKeys: ['kind', ...required(scripted)] },
  ),
  fc.record(
    { kind: fc.constant('check'), ...scripted, expectation, ...scriptedExtras },
    { requiredKeys: ['kind', 'expectation', ...required(scripted)] },
  ),
  fc.record(
    { kind: fc.constant('manual'), ...common, ...extras, rollback, isTwoPerson: fc.constant(true as const) },
    { requiredKeys: ['kind', ...required(common)] },
  ),
  fc.record(
    { kind: fc.constant('wait'), ...common, waitMs: durationMs, ...extras },
    { requiredKeys: ['kind', 'waitMs', ...required(common)] },
  ),
);

const variable = fc.oneof(
  fc.record(
    { name: fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,10}$/), prompt: words, default: words },
    { requiredKeys: ['name'] },
  ),
  fc.record({ name: fc.stringMatching(/^[A-Z]{3,8}$/), secret: fc.constant(true) }),
);

/** JSON without what YAML or JSON themselves do not keep apart. */
const meta = fc.dictionary(
  fc.oneof(
    fc.stringMatching(/^[a-z_]{1,10}$/),
    fc.constantFrom('title', 'drydock', 'variables', 'two-person', 'meta', 'layout'),
  ),
  fc.oneof(
    fc.string(),
    words,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string()),
    fc.constant(true),
    fc.constant('2024-01-01'),
  ),
  { noNullPrototype: true, maxKeys: 5 },
);

export const plans: fc.Arbitrary<Plan> = fc
  .record(
    {
      title,
      about: words,
      phaseNotes: fc
        .record(Object.fromEntries(phases.map((name) => [name, words])), { requiredKeys: [] })
        .filter((notes) => Object.keys(notes).length > 0),
      meta,
      isTwoPerson: fc.constant(true as const),
      variables: fc.uniqueArray(variable, { selector: ({ name }) => name, maxLength: 4 }),
      steps: fc.uniqueArray(step, { selector: ({ id }) => id, maxLength: 8 }),
    },
    { requiredKeys: ['title', 'steps'] },
  )
  .map((plan) => planSchema.parse({ ...plan, steps: withoutLoneNeighbours(plan.steps as { phase: Phase }[]) }));

/** The first of a phase has no step before it to run together with. */
function withoutLoneNeighbours(steps: readonly { readonly phase: Phase }[]): readonly object[] {
  return steps.map((step, index) => {
    const isFirst = steps.findIndex(({ phase }) => phase === step.phase) === index;
    return isFirst ? Object.fromEntries(Object.entries(step).filter(([field]) => field !== 'withPrevious')) : step;
  });
}
