/** What the checks of a backup prove together. Nothing of it is stored: it is read from the checks, and falls when a later one contradicts. */
import { assertNever } from '../result.ts';
import type { Check } from './check.ts';
import { isAtLeast, type Level, toBelow } from './level.ts';
import type { Content } from './reading.ts';
import type { Action } from './tools/tool.ts';

/** Something that was found wrong, and that nothing has put right since. */
export interface Trouble {
  /** `broken`: a check found it not to be what it should. `changed`: it is not what it was when it was complete. */
  readonly kind: 'broken' | 'changed';
  readonly check: Check;
  /** What was proven before it. */
  readonly before: Level;
  readonly says: readonly string[];
}

export interface Proof {
  readonly level: Level;
  /** The newest check that proved so much. */
  readonly by?: Check;
  /** What is known of what is there now. */
  readonly content: Content;
  readonly trouble?: Trouble;
}

interface Fold extends Omit<Proof, 'trouble'> {
  /** A deep check said so of this very content: a shallower one does not see enough to say otherwise. */
  readonly ceiling?: { readonly level: Level; readonly depth: number };
  readonly broken?: Trouble;
  /** With what was proven of the content before: where that is back, it is proven again. */
  readonly changed?: Trouble & { readonly from: Content; readonly by?: Check };
}

/** @param checks of one backup, or of one of its copies, since it was last said to be the one; oldest first */
export function toProof(checks: readonly Check[]): Proof {
  const { level, by, content, broken, changed } = checks.reduce<Fold>(foldCheck, { level: 'none', content: {} });
  const trouble = broken ?? changed;
  return { level, content, ...(by === undefined ? {} : { by }), ...(trouble === undefined ? {} : { trouble }) };
}

function foldCheck(fold: Fold, check: Check): Fold {
  const { reading } = check;
  const { level, refutes } = reading;
  // It could not be made: what was known before is still what is known.
  if (level === 'none' && refutes === undefined) return fold;
  const isChanged = isOtherContent(fold.content, reading.content);
  const back = isSameSeal(fold.changed?.from, reading.content) ? fold.changed : undefined;
  const kept = back?.before ?? (isChanged ? 'none' : fold.level);
  const left = refutes !== undefined && isAtLeast(kept, refutes) ? toBelow(refutes) : kept;
  const ceiling = toCeiling(isChanged ? undefined : fold.ceiling, check);
  const isCapped = ceiling !== undefined && ceiling.depth > toDepth(check.action) && isAtLeast(level, ceiling.level);
  const seen = isCapped ? ceiling.level : level;
  const now = isAtLeast(seen, left) ? seen : left;
  const byNow = isAtLeast(seen, left) ? check : now === kept ? (back ?? fold).by : undefined;
  const by = now === 'none' ? undefined : byNow;
  const broken = toBroken(fold, check, now, isChanged);
  const changed = back === undefined ? toChanged(fold, check, isChanged) : undefined;
  return {
    level: now,
    content: isChanged ? reading.content : { ...fold.content, ...reading.content },
    ...(by === undefined ? {} : { by }),
    ...(ceiling === undefined ? {} : { ceiling }),
    ...(broken === undefined ? {} : { broken }),
    ...(changed === undefined ? {} : { changed }),
  };
}

function toCeiling(ceiling: Fold['ceiling'], { action, reading: { refutes } }: Check): Fold['ceiling'] {
  const depth = toDepth(action);
  if (refutes !== undefined) return { level: toBelow(refutes), depth };
  return ceiling !== undefined && ceiling.depth > depth ? ceiling : undefined;
}

function toBroken(fold: Fold, check: Check, now: Level, isChanged: boolean): Trouble | undefined {
  const { refutes, problems, notes } = check.reading;
  const { broken } = fold;
  const before = broken !== undefined && isAtLeast(broken.before, fold.level) ? broken.before : fold.level;
  const isLost = isAtLeast(fold.level, 'complete') && !isAtLeast(now, fold.level);
  if (refutes !== undefined && (isLost || problems.length > 0))
    return {
      kind: 'broken',
      check,
      before,
      says: [...problems, ...notes].length > 0 ? [...problems, ...notes] : [incomplete],
    };
  if (broken === undefined || refutes !== undefined) return broken;
  const isDeepEnough = isChanged || toDepth(check.action) >= toDepth(broken.check.action);
  return isDeepEnough && (isAtLeast(now, broken.before) || isAtLeast(now, 'readable')) ? undefined : broken;
}

const incomplete = 'It is not complete any more.';

function toChanged(fold: Fold, check: Check, isChanged: boolean): Fold['changed'] {
  const { changed } = fold;
  if (!isChanged || !isAtLeast(fold.level, 'complete')) return changed;
  const says = ['It is not what it was when it was complete: it was written anew, or damaged.'];
  const { level: before, content: from, by } = fold;
  return { kind: 'changed', check, before, from, says, ...(by === undefined ? {} : { by }) };
}

/** How much of a backup a check looks at. */
function toDepth(action: Action): number {
  switch (action) {
    case 'look':
      return 0;
    case 'checksum':
      return 1;
    case 'verify':
      return 2;
    case 'restore':
      return 3;
    default:
      return assertNever(action);
  }
}

function isSameSeal(a: Content | undefined, b: Content): boolean {
  return a?.sha256 !== undefined && a.sha256 === b.sha256;
}

/** Whether these are certainly two contents. What only one of them names says nothing. */
export function isOtherContent(a: Content, b: Content): boolean {
  for (const key of ['snapshot', 'sha256'] as const) {
    if (a[key] !== undefined && b[key] !== undefined) return a[key] !== b[key];
  }
  return (['sizeBytes', 'files', 'modifiedAtMs'] as const).some(
    (key) => a[key] !== undefined && b[key] !== undefined && a[key] !== b[key],
  );
}
