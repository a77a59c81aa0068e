/**
 * A tree that was copied, by rsync or otherwise, held against what it was copied from.
 * Complete: as many files and bytes as there are at the source. Readable: every file has the SHA-256 it has at the source. Restored: copied
 * out again into a scratch folder, and still the same. Where the source goes on changing, it is the copy that is said to differ.
 */
import { toSizeText } from '../../text/size.ts';
import { type Reading, toProven, toRefuted, toUnknown } from '../reading.ts';
import type { SubjectOf } from '../subject.ts';
import { type Answer, type ScriptOutput, toFew, toWords } from './answer.ts';
import { emptiness, type Found, findWhole, isEnd, optional, toCounts, toUnheld, toUnmetSizes } from './findings.ts';
import { toScript } from './preamble.ts';
import type { Action, BackupTool, Checkable } from './tool.ts';

type Of = Checkable<SubjectOf<'rsync'>>;
type Side = 'copy' | 'source';

/** So many files of a tree are told one by one, to name those that differ. */
const namedFiles = 2_000;

const sealing = String.raw`
seal
if [ -e "$scratch/manifest" ] && [ "$(wc -l <"$scratch/manifest")" -le ${String(namedFiles)} ]; then sed 's/^/file /' "$scratch/manifest" >"$scratch/named"; say_all "$scratch/named"; fi
[ -z "$wanted" ] || printf '%s\n' "$wanted" | while IFS= read -r name; do
  if [ -e "$path/$name" ]; then say holds yes "$name"; else say holds no "$name"; fi
done
`;

const restoring = `
room "$(cut -d ' ' -f 2 "$scratch/tree")"
cp -RP "$path" "$scratch/copy" 2>"$scratch/copy.err"; say copied $?
tell "$scratch/copy.err"
manifest "$scratch/copy" "$scratch/back"; say back "$(digest <"$scratch/back")"
`;

export const rsync: BackupTool<'rsync'> = {
  name: 'rsync',
  title: 'rsync',
  secrets: () => [],
  offers: () => ['look', 'checksum', 'verify', 'restore'],
  parts: (action, { subject, expects }) => {
    const body = (side: Side) => [
      'reachable',
      ...(action === 'look' ? [] : [sealing]),
      ...(action === 'restore' && side === 'copy' ? [restoring] : []),
    ];
    const script = (side: Side, path: string) =>
      toScript(
        `rsync ${action} ${side}`,
        {
          path,
          log: subject.log,
          scratch_base: subject.scratch,
          wanted: side === 'copy' ? expects.contains?.join('\n') : '',
        },
        ...body(side),
      );
    const copy = { on: subject.on, script: script('copy', subject.path) };
    // The SHA-256 of the copy alone needs no source.
    if (action === 'checksum') return [copy];
    return [copy, { on: subject.from.on, script: script('source', subject.from.path) }];
  },
  read: (action, of, [copy, source]) => read(action, of, copy, source),
};

function read(
  action: Action,
  of: Of,
  copyOutput: ScriptOutput | undefined,
  sourceOutput: ScriptOutput | undefined,
): Reading {
  const { subject } = of;
  const copy = findWhole(copyOutput, `rsync ${action} copy`, subject.path);
  if (isEnd(copy)) return copy;
  const known = { content: { ...copy.content, ...optional('sha256', copy.answer.one('sha256')) } };
  const broken = [
    ...(copy.content.files === 0 ? [emptiness] : []),
    ...toUnmetSizes(of, known.content),
    ...toClosed(copy.answer),
  ];
  if (broken.length > 0) return toRefuted('complete', 'present', broken, known);
  if (action === 'checksum') return toProven('present', known);
  const source = findWhole(sourceOutput, `rsync ${action} source`, subject.from.path);
  if (isEnd(source))
    return toUnknown(`Its source cannot be held against it: ${source.problems.join(' ')}`, { ...known });
  const closed = toClosed(source.answer);
  if (closed.length > 0) return toUnknown(`Its source cannot be held against it: ${closed.join(' ')}`, known);
  const { counts, unmet } = toCounts(of.expects, [
    { of: 'files', found: copy.content.files ?? 0, expected: source.content.files ?? 0 },
  ]);
  const more = { ...known, counts, percent: toShare(copy, source) };
  return action === 'look' ? readLook(copy, source, more) : readWhole(action, of, copy, source, more, unmet);
}

function toClosed(answer: Answer): readonly string[] {
  const closed = (answer.number('closed') ?? 0) + (answer.number('unread') ?? 0);
  return closed === 0 ? [] : [`Not all of it can be read: ${toWords(answer)}`];
}

/** A copy of the same number of bytes has them all, whatever else differs. */
function toShare(copy: Found, source: Found): number {
  const [here, there] = [copy.content.sizeBytes ?? 0, source.content.sizeBytes ?? 0];
  if (there === 0) return 100;
  return Math.min(100, Math.round((here / there) * 1_000) / 10);
}

function readLook(copy: Found, source: Found, known: Partial<Reading> & Pick<Reading, 'content'>): Reading {
  const isSame = copy.content.files === source.content.files && copy.content.sizeBytes === source.content.sizeBytes;
  const notes = [`${toTreeText(copy)} here, ${toTreeText(source)} at its source.`];
  if (isSame)
    return toProven('complete', {
      ...known,
      percent: 100,
      ...optional('finishedAtMs', copy.content.modifiedAtMs),
      notes,
    });
  const percent = Math.min(known.percent ?? 0, 99.9);
  return toRefuted('complete', 'present', [], { ...known, percent, notes });
}

function toTreeText({ content }: Found): string {
  return `${content.files ?? 0} files with ${toSizeText(content.sizeBytes ?? 0)}`;
}

function readWhole(
  action: 'verify' | 'restore',
  of: Of,
  copy: Found,
  source: Found,
  known: Partial<Reading> & Pick<Reading, 'content'>,
  unmet: readonly string[],
): Reading {
  const { sha256 } = known.content;
  const from = source.answer.one('sha256');
  if (sha256 === undefined || from === undefined) return toUnknown('The two sides could not be compared.', known);
  const wrong = [...toUnheld(of.expects, copy.answer), ...unmet];
  if (sha256 !== from) {
    const percent = Math.min(known.percent ?? 0, 99.9);
    const differences = [...toDifferences(copy.answer, source.answer), ...wrong];
    const problem = `It is not the same as its source: ${toTreeText(copy)} here, ${toTreeText(source)} there.`;
    return toRefuted('complete', 'present', toFew([problem, ...differences]), { ...known, percent });
  }
  if (wrong.length > 0) return toRefuted('complete', 'present', toFew(wrong), known);
  const more = { ...known, percent: 100, ...optional('finishedAtMs', copy.content.modifiedAtMs) };
  if (action === 'verify') return toProven('readable', more);
  if (copy.answer.one('copied') !== '0' || copy.answer.one('back') !== sha256)
    return toRefuted('readable', 'complete', [`What was copied out is not the same: ${toWords(copy.answer)}`], more);
  return toProven('restored', more);
}

/** Which files differ, where both sides named theirs. */
function toDifferences(copy: Answer, source: Answer): readonly string[] {
  const [here, there] = [toFiles(copy), toFiles(source)];
  if (here.size === 0 || there.size === 0) return [];
  return [
    ...[...there].flatMap(([name, sum]) =>
      here.get(name) === undefined ? [`${name} is missing.`] : here.get(name) === sum ? [] : [`${name} differs.`],
    ),
    ...[...here.keys()].flatMap((name) => (there.has(name) ? [] : [`${name} is not at the source.`])),
  ];
}

function toFiles(answer: Answer): ReadonlyMap<string, string> {
  return new Map(
    answer.all('file').flatMap((line) => {
      const [, sum, name] = /^\\?([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
      return sum === undefined || name === undefined ? [] : [[name.replace(/^\.\//, ''), sum]];
    }),
  );
}
