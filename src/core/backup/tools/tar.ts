/**
 * A tar archive, packed or not.
 * Complete: the two empty blocks at its end; in a packed archive they show only when it is read. Readable: unpacked and listed to its end,
 * with every header's checksum. Restored: unpacked into a scratch folder, as many files and bytes as the archive lists.
 */

import { type Count, type Reading, toProven, toRefuted } from '../reading.ts';
import type { SubjectOf } from '../subject.ts';
import { type Answer, toWords } from './answer.ts';
import { emptiness, optional, toCounts, toUnheld } from './findings.ts';
import { type Known, toBad, toIncomplete, toPathTool } from './path-tool.ts';
import { unpacking } from './preamble.ts';
import type { Checkable } from './tool.ts';

const look = String.raw`
[ -f "$path" ] || { say form folder; finish; }
if [ "$packing" = none ]; then
  say ends "$(tail -c 1024 "$path" | tr -d '\000' | wc -c)"
  say length "$(wc -c <"$path")"
  [ "$(dd if="$path" bs=1 skip=257 count=5 2>/dev/null)" = ustar ] && say form tar
fi
`;

/** Lists it while its last block and its length are taken from the same reading. */
const listing = String.raw`
[ -f "$path" ] || { say form folder; finish; }
can_unpack; need tar
mkfifo "$scratch/end.pipe" "$scratch/length.pipe"
tail -c 1024 <"$scratch/end.pipe" | tr -d '\000' | wc -c >"$scratch/ends" & first=$!
wc -c <"$scratch/length.pipe" >"$scratch/length" & second=$!
unpack | tee "$scratch/end.pipe" "$scratch/length.pipe" | { tar -tvf - >"$scratch/list" 2>"$scratch/list.err"; echo $? >"$scratch/listed"; cat >/dev/null; }
wait $first $second
told_unpacked
say ends "$(cat "$scratch/ends")"
say length "$(cat "$scratch/length")"
say listed "$(cat "$scratch/listed")"
tell "$scratch/list.err"
say members "$(wc -l <"$scratch/list")"
say files "$(grep -c '^[-h]' "$scratch/list")"
if [ -n "$wanted" ]; then
  unpack | { tar -tf - 2>/dev/null; cat >/dev/null; } | sed 's|^\./||; s|^/||; s|/$||' >"$scratch/names"
  printf '%s\n' "$wanted" | while IFS= read -r name; do
    plain=$(printf %s "$name" | sed 's|^\./||; s|^/||; s|/$||')
    if grep -qxF -- "$plain" "$scratch/names"; then say holds yes "$name"; else say holds no "$name"; fi
  done
fi
seal
`;

const restoring = `
room "$(cat "$scratch/length")"
mkdir "$scratch/restored"
unpack | ( cd "$scratch/restored" && tar -xf - -o 2>"$scratch/extract.err"; echo $? >"$scratch/extracted"; cat >/dev/null )
say extracted "$(cat "$scratch/extracted")"
tell "$scratch/extract.err"
survey "$scratch/restored" back
`;

export const tar = toPathTool<'tar'>({
  name: 'tar',
  title: 'tar',
  bodies: { look: [unpacking, look], verify: [unpacking, listing], restore: [unpacking, listing, restoring] },
  read: (action, of, { answer, isFolder }, known) => {
    if (isFolder) return toBad(known, ['It is a folder, and not an archive.']);
    return action === 'look' ? readLook(answer, known) : readListed(action, of, answer, known);
  },
});

function readLook(answer: Answer, known: Known): Reading {
  if (answer.one('packing') !== 'none')
    return toProven('present', {
      ...known,
      notes: ['Whether a packed archive is complete shows only when all of it is read: verify it.'],
    });
  if (answer.one('form') !== 'tar') return toBad(known, ['It does not begin like a tar archive.']);
  return hasEnd(answer)
    ? toProven('complete', { ...known, ...optional('finishedAtMs', known.content.modifiedAtMs) })
    : toIncomplete(known, 'It has no end mark: it is still being made, or was cut off.');
}

function readListed(
  action: 'verify' | 'restore',
  of: Checkable<SubjectOf<'tar'>>,
  answer: Answer,
  known: Known,
): Reading {
  const said = toWords(answer);
  const files = answer.number('files');
  const broken: string[] = [];
  if (answer.one('unpacked') !== '0') broken.push(`${answer.one('packing')} cannot unpack it to its end: ${said}`);
  if (answer.one('listed') !== '0') broken.push(`tar cannot list it to its end: ${said}`);
  if (!hasEnd(answer)) broken.push('It has no end mark.');
  if (answer.number('members') === 0) broken.push(emptiness);
  if (files === undefined || known.content.sha256 === undefined) broken.push('Its files could not be counted.');
  if (broken.length > 0 || files === undefined) return toBad(known, broken);
  const back = Number(answer.one('back')?.split(' ')[0] ?? Number.NaN);
  const count: Count =
    action === 'restore' ? { of: 'files', found: back, expected: files } : { of: 'files', found: files };
  const { counts, unmet } = toCounts(of.expects, [count]);
  const more = {
    ...known,
    counts,
    ...optional('finishedAtMs', known.content.modifiedAtMs),
    notes: toBlindness(answer),
  };
  const wrong = [...toUnheld(of.expects, answer), ...unmet];
  if (wrong.length > 0) return toBad(more, wrong);
  if (action === 'verify') return toProven('readable', more);
  if (answer.one('extracted') !== '0' || back !== files)
    return toRefuted('readable', 'complete', [`${back} of ${files} files came back: ${said}`], more);
  return toProven('restored', more);
}

/** An archive is of whole blocks, and the last two are empty. */
function hasEnd(answer: Answer): boolean {
  return answer.one('ends') === '0' && (answer.number('length') ?? 1) % 512 === 0;
}

function toBlindness(answer: Answer): string[] {
  if (answer.one('packing') !== 'none') return [];
  return [
    'An archive that is not packed has checksums of its headers alone: a changed byte inside a file is seen only by the SHA-256 that was taken before.',
  ];
}
