/** The usual words by which the headings of other people's runbooks say which phase follows. */
import type { Phase } from '../plan.ts';

const work = '(?:change|maintenance|migration|upgrade|deploy\\w*|release|flight|work|checks?)';

const words: readonly (readonly [phase: Phase, pattern: RegExp])[] = [
  ['roll-back', /^(?:how to )?(?:roll(?:ing)?[- ]?back|back(?:ing)?[- ]?out|revert\w*|undo\w*)\b/],
  ['prepare', new RegExp(`^(?:before\\b|pre-?${work}\\b|pre ${work}\\b|prepar\\w*|pre-?requisites?\\b)`)],
  ['verify', new RegExp(`^(?:after\\b|post-?${work}\\b|post ${work}\\b|verif\\w*|validat\\w*)`)],
  ['carry-out', /^(?:carry(?:ing)? out|during|execut\w*|implement\w*|the change|change steps|procedure)\b/],
];

/** Numbering and punctuation before the words do not count. */
export function toGuessedPhase(heading: string): Phase | undefined {
  const plain = heading.toLowerCase().replace(/^(?:step |phase )?\d*[^\p{L}]*/u, '');
  return words.find(([, pattern]) => pattern.test(plain))?.[0];
}
