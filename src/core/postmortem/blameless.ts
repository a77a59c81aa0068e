/**
 * Words that put an event down to somebody's character or to hindsight, and what to write instead: a report that blames
 * hears no truth the next time. Hints for whoever writes; nothing is refused for them.
 */

export interface WordingHint {
  /** Characters of the text, the end not included. */
  readonly from: number;
  readonly to: number;
  readonly says: string;
}

/** Shown at once; who has more than this has been told. */
const hintLimit = 200;

const rules: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:should|could|ought to|would)(?: not|n['’]t)? have\b/gi,
    'Hindsight: nobody knew then what is known now. Say what was known at that moment, and what made the choice look right.',
  ],
  [
    /\b(?:human error|user error|operator error|pilot error)\b/gi,
    'An error of a person is where the question begins: say what made it easy to do, and what did not catch it.',
  ],
  [
    /\b(?:careless(?:ly|ness)?|negligen(?:t|tly|ce)|reckless(?:ly)?|sloppy|stupid(?:ly)?|incompeten(?:t|ce)|lazy|dumb)\b/gi,
    'A judgement of a person: say what happened, and what the surroundings made likely.',
  ],
  [
    /\b(?:forgot|neglected|omitted)(?= to\b)/gi,
    'Say what did happen instead, and what would have reminded whoever did it.',
  ],
  [
    /\b(?:(?:is|was|were) to blame|blame(?:s|d)?|(?:his|her|their|my|our|your|\w+['’]s) fault|at fault|culprit|guilty)\b/gi,
    'Causes, not culprits: name the condition that let it happen.',
  ],
  [
    /\b(?:obvious(?:ly)?|clearly|of course|simply|just had to)\b/gi,
    'It is plain now; it was not then. Say what could be seen at the time.',
  ],
  [/\bwhy did(?: not|n['’]t)?\b/gi, '“What made it …” asks for conditions; “why did …” asks for an excuse.'],
];

/** In the order of the text; what stands in a quotation or in code is somebody else's, and is left alone. */
export function toWordingHints(text: string): readonly WordingHint[] {
  const own = withoutQuoted(text);
  const found = rules
    .flatMap(([pattern, says]) =>
      [...own.matchAll(pattern)].map(({ index, 0: words }) => ({ from: index, to: index + words.length, says })),
    )
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const hints: WordingHint[] = [];
  for (const hint of found) {
    if (hints.length === hintLimit) break;
    if (hint.from >= (hints.at(-1)?.to ?? 0)) hints.push(hint);
  }
  return hints;
}

/** Of the same length: what is not the writer's own is blanked. */
function withoutQuoted(text: string): string {
  const blank = (words: string) => ' '.repeat(words.length);
  let fence: string | undefined;
  return text
    .split('\n')
    .map((line) => {
      const marks = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
      if (fence !== undefined) {
        if (marks?.startsWith(fence) && line.trim() === marks) fence = undefined;
        return blank(line);
      }
      fence = marks;
      if (marks !== undefined || /^ {0,3}>/.test(line)) return blank(line);
      return line.replace(/`[^`]+`/g, blank);
    })
    .join('\n');
}
