/**
 * A command of the team's own, for what no tool here knows, with what is expected of its exit status and its words.
 * It proves what it is for: a look that is as expected says complete, a verification readable, a restore test restored. Lines of its own
 * tell more: `percent 42`, `started 2026-11-01T10:00Z`, `finished …`, `size BYTES`, `sha256 HEX`, `count N NAME`.
 */
import { parsePattern, toUnmet } from '../../plan/expectation.ts';
import { type Reading, toProven, toRefuted, toUnknown } from '../reading.ts';
import type { SubjectOf } from '../subject.ts';
import { type Answer, parseAnswer, type ScriptOutput, toFew, toNumber } from './answer.ts';
import { findEnd, optional, toCounts, toUnmetSizes } from './findings.ts';
import { toScript } from './preamble.ts';
import type { Action, BackupTool, Checkable } from './tool.ts';

type Of = Checkable<SubjectOf<'own-command'>>;

const lineLimit = 2_000;

const running = String.raw`
if [ -n "$environment_file" ]; then
  [ -r "$environment_file" ] || { say unable environment "$environment_file"; finish; }
  set -a; . "$environment_file" >/dev/null 2>&1; set +a
fi
printf '%s\n' "$own" >"$scratch/own"
DRYDOCK_SCRATCH=$scratch sh "$scratch/own" >"$scratch/out" 2>&1 </dev/null
say ended $?
say lines "$(wc -l <"$scratch/out")"
head -n ${String(lineLimit)} "$scratch/out" | cut -c 1-1000 | tr -d '\000' | sed 's/^/| /'
`;

const proves = { look: 'complete', verify: 'readable', restore: 'restored' } as const;

export const ownCommand: BackupTool<'own-command'> = {
  name: 'own-command',
  title: 'own command',
  secrets: ({ secrets = [] }) => secrets,
  offers: (subject) => (['look', 'verify', 'restore'] as const).filter((action) => subject[action] !== undefined),
  parts: (action, { subject }) => {
    const own = action === 'checksum' ? undefined : subject[action];
    const values = { own: own?.script, environment_file: subject.environmentFile, scratch_base: subject.scratch };
    return [{ on: subject.on, script: toScript(`own-command ${action}`, values, running) }];
  },
  read: (action, of, [output]) => read(action, of, output),
};

function read(action: Action, of: Of, output: ScriptOutput | undefined): Reading {
  const own = action === 'checksum' ? undefined : of.subject[action];
  if (own === undefined || action === 'checksum') return toUnknown('There is no command for this check.');
  if (output === undefined) return toUnknown('No answer has come.');
  const answer = parseAnswer(output, `own-command ${action}`);
  const ended = answer?.number('ended');
  const lines = answer?.number('lines');
  if (answer === undefined)
    return toUnknown(`What ${output.on} answered is not understood, or not whole: nothing is proven by it.`);
  const end = findEnd(answer, 'it');
  if (end !== undefined) return end;
  if (ended === undefined || lines === undefined) return toUnknown('How the command ended is not known.');
  const seen = answer.words.join('\n');
  if (lines > lineLimit && (own.expectation.lacks?.length ?? 0) > 0)
    return toUnknown(
      `The command said ${lines} lines, of which ${lineLimit} were read: what must not be in them may be in the rest.`,
    );
  const known = toKnown(answer);
  const { counts, unmet } = toCounts(of.expects, toNumbers(answer));
  const more = { ...known, counts };
  const wrong = [
    ...toUnmet(own.expectation, ended, { matches: (pattern) => parsePattern(pattern)?.test(seen) ?? false }),
    ...unmet,
    ...toUnmetSizes(of, known.content),
  ];
  if (wrong.length > 0) return toRefuted('complete', 'none', toFew(wrong), more);
  if ((known.percent ?? 100) < 100) return toRefuted('complete', 'present', [], more);
  return toProven(proves[action], more);
}

function toKnown({ words }: Answer): Partial<Reading> & Pick<Reading, 'content'> {
  const last = (pattern: RegExp) => words.flatMap((line) => pattern.exec(line)?.[1] ?? []).at(-1);
  const percent = Number(last(/^percent:? (\d{1,3}(?:\.\d+)?)\s*%?$/) ?? Number.NaN);
  const instant = (text: string | undefined) => {
    const atMs = Date.parse(text ?? '');
    return Number.isNaN(atMs) || atMs < 0 ? undefined : atMs;
  };
  return {
    content: {
      ...optional('sizeBytes', toNumber(last(/^size:? (\d+)$/))),
      ...optional('sha256', last(/^sha256:? ([0-9a-f]{64})$/)),
    },
    // A time without a zone would be taken for this machine's.
    ...optional('startedAtMs', instant(last(/^started:? (\S+(?:Z|[+-]\d\d:?\d\d))$/))),
    ...optional('finishedAtMs', instant(last(/^finished:? (\S+(?:Z|[+-]\d\d:?\d\d))$/))),
    ...optional('percent', percent <= 100 ? percent : undefined),
  };
}

function toNumbers({ words }: Answer) {
  return words.flatMap((line) => {
    const [, found, name] = /^count:? (\d{1,15}) (.{1,300})$/.exec(line) ?? [];
    return name === undefined ? [] : [{ of: name, found: Number(found) }];
  });
}
