/**
 * Files as they are: one, or a folder of them.
 * Nothing in files says that they are all: that is known by a manifest of SHA-256 sums beside them, by the SHA-256 taken when they were
 * made, or by counts that somebody gave. Readable: every byte is read and is as one of these says. Restored: copied out, and the same.
 */

import { toSizeText } from '../../text/size.ts';
import { type Reading, toProven, toRefuted } from '../reading.ts';
import type { SubjectOf } from '../subject.ts';
import { type Answer, toNumber, toWords } from './answer.ts';
import { emptiness, type Found, optional, toCounts, toUnheld } from './findings.ts';
import { type Known, toBad, toIncomplete, toPathTool } from './path-tool.ts';
import type { Checkable } from './tool.ts';

type Of = Checkable<SubjectOf<'files'>>;

const holding = String.raw`
[ -z "$wanted" ] || printf '%s\n' "$wanted" | while IFS= read -r name; do
  if [ -e "$path/$name" ]; then say holds yes "$name"; else say holds no "$name"; fi
done
`;

/** A manifest names files as seen from the folder, or the one file it is of. */
const listing = String.raw`
if [ -n "$manifest" ]; then
  [ -r "$manifest" ] || { say manifest none; finish; }
  say manifest "$(grep -c '^[\\]\{0,1\}[0-9a-f]\{64\} [ *]' "$manifest")"
  if [ -d "$path" ]; then
    absent=$(sed -n 's/^[0-9a-f]\{64\} [ *]//p' "$manifest" | while IFS= read -r name; do [ -e "$path/$name" ] || echo "$name"; done | tee "$scratch/absent" | wc -l)
    say absent "$absent"
    tell "$scratch/absent"
  fi
fi
`;

const checking = String.raw`
# check FOLDER-OR-FILE: against the manifest.
check() {
  if [ -d "$1" ]; then
    ( cd "$1" && if has sha256sum; then sha256sum -c "$manifest"; else shasum -a 256 -c "$manifest"; fi ) >"$scratch/checked" 2>"$scratch/check.err"
    say checked $? "$(grep -c ': OK$' "$scratch/checked")"
    grep -v ': OK$' "$scratch/checked" >"$scratch/amiss"; tell "$scratch/amiss" "$scratch/check.err"
  else
    sum=$(digest <"$1")
    if grep -q "^[\\]\{0,1\}$sum " "$manifest"; then say checked 0 1; else say checked 1 0; fi
  fi
}
[ -z "$manifest" ] || check "$path"
seal
`;

const restoring = `
if [ -d "$path" ]; then
  room "$(cut -d ' ' -f 2 "$scratch/tree")"
  cp -RP "$path" "$scratch/copy" 2>"$scratch/copy.err"; say copied $?
  tell "$scratch/copy.err"
  manifest "$scratch/copy" "$scratch/back"; say back "$(digest <"$scratch/back")"
else
  room "$(wc -c <"$path")"
  cp "$path" "$scratch/copy" 2>"$scratch/copy.err"; say copied $?
  tell "$scratch/copy.err"
  say back "$(digest <"$scratch/copy")"
fi
`;

export const files = toPathTool<'files'>({
  name: 'files',
  title: 'files',
  bodies: {
    look: [holding, listing],
    verify: [holding, listing, checking],
    restore: [holding, listing, checking, restoring],
  },
  values: ({ subject }) => ({ manifest: subject.manifest }),
  read: (action, of, found, known) => {
    const { answer } = found;
    const wrong = [
      ...(found.content.files === 0 ? [emptiness] : []),
      ...toUnheld(of.expects, answer),
      ...toAbsent(answer),
    ];
    if (wrong.length > 0) return toBad(known, wrong);
    const listed = toNumber(answer.one('manifest'));
    if (of.subject.manifest !== undefined && (listed ?? 0) === 0)
      return toBad(known, [`${of.subject.manifest} is no list of SHA-256 sums that can be read.`]);
    const { counts, unmet } = toCounts(of.expects, toCounted(found));
    const more = { ...known, counts };
    if (unmet.length > 0) return action === 'look' ? toIncomplete(more, unmet.join(' ')) : toBad(more, unmet);
    return action === 'look' ? readLook(of, answer, more) : readWhole(action, of, answer, more);
  },
});

function toCounted({ content, isFolder }: Found) {
  return isFolder ? [{ of: 'files', found: content.files ?? 0 }] : [];
}

function toAbsent(answer: Answer): readonly string[] {
  const absent = answer.number('absent') ?? 0;
  return absent === 0 ? [] : [`${absent} files of its manifest are not there: ${toWords(answer)}`];
}

/** By what is known that it is all there. */
function toMeasure(of: Of, answer: Answer): string | undefined {
  if (of.subject.manifest !== undefined) return `as the ${answer.one('manifest')} lines of its manifest say`;
  if (of.expects.sha256 !== undefined) return 'with the SHA-256 it had when it was made';
  if (of.expects.counts !== undefined && of.expects.counts.length > 0) return 'as many as are expected';
  return undefined;
}

const unmeasured =
  'Files do not say that they are all: give a manifest, the SHA-256 of when they were made, or how many there have to be.';

function readLook(of: Of, answer: Answer, known: Known): Reading {
  // A SHA-256 is not taken at a look.
  const measure =
    of.subject.manifest === undefined && of.expects.sha256 !== undefined ? undefined : toMeasure(of, answer);
  if (measure === undefined) return toProven('present', { ...known, notes: [unmeasured] });
  return toProven('complete', {
    ...known,
    ...optional('finishedAtMs', known.content.modifiedAtMs),
    notes: [`All is there, ${measure}.`],
  });
}

function readWhole(action: 'verify' | 'restore', of: Of, answer: Answer, known: Known): Reading {
  const { sha256, sizeBytes = 0 } = known.content;
  const closed = answer.number('closed') ?? 0;
  if (sha256 === undefined || closed > 0) return toBad(known, [`Not all of it can be read: ${toWords(answer)}`]);
  const [status, right] = answer.one('checked')?.split(' ') ?? [];
  if (of.subject.manifest !== undefined && (status !== '0' || toNumber(right) === 0))
    return toBad(known, [`It is not as its manifest says: ${toWords(answer)}`]);
  const measure = toMeasure(of, answer);
  const note = `${toSizeText(sizeBytes)} were read${measure === undefined ? '' : `, ${measure}`}.`;
  if (measure === undefined) return toProven('present', { ...known, notes: [note, unmeasured] });
  const more = { ...known, ...optional('finishedAtMs', known.content.modifiedAtMs), notes: [note] };
  if (action === 'verify') return toProven('readable', more);
  if (answer.one('copied') !== '0' || answer.one('back') !== sha256)
    return toRefuted('readable', 'complete', [`What was copied out is not the same: ${toWords(answer)}`], more);
  return toProven('restored', more);
}
