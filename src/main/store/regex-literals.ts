/**
 * What every match of a regular expression must contain: read off its source, so that the index can be asked first.
 * Where the source is not understood, nothing is required; it is never required too much.
 */

/** `text` may have `boundary` in it: there the match is at a word boundary. */
export type Requirement =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'all'; readonly of: readonly Requirement[] }
  | { readonly kind: 'any'; readonly of: readonly Requirement[] };

/** Stands in a literal for `\b`, `^` and `$`. A private-use character: it is taken for nothing else. */
export const boundary = '\u{f8ff}';

const nothing: Requirement = { kind: 'all', of: [] };

/** `source` must be one that `RegExp` accepts. */
export function toRequirement(source: string): Requirement {
  if (source.includes(boundary)) return nothing;
  const reader = new Reader(source);
  const requirement = reader.alternatives();
  return reader.isAtEnd && !reader.isLost ? requirement : nothing;
}

interface Quantifier {
  readonly least: number;
  readonly most: number;
}

const once: Quantifier = { least: 1, most: 1 };

class Reader {
  readonly #source: string;
  #at = 0;
  /** The source is not understood: nothing that was read off it may be used. */
  isLost = false;

  constructor(source: string) {
    this.#source = source;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  alternatives(): Requirement {
    const all = [this.#sequence()];
    while (this.#take('|')) all.push(this.#sequence());
    if (all.length === 1) return all[0] as Requirement;
    // One alternative without a requirement frees the whole.
    return all.some(isNothing) ? nothing : { kind: 'any', of: all };
  }

  #sequence(): Requirement {
    const found: Requirement[] = [];
    let literal = '';
    const close = () => {
      if (literal !== '') found.push({ kind: 'literal', text: literal });
      literal = '';
    };
    while (!this.isAtEnd && this.#peek() !== '|' && this.#peek() !== ')') {
      const atom = this.#atom();
      const { least, most } = typeof atom === 'string' && atom === boundary ? once : this.#quantifier();
      if (typeof atom === 'string' && least === 1 && most === 1) {
        literal += atom;
      } else if (typeof atom === 'string') {
        // `ab+c` has “ab” in it, and “bc”; `ab?c` has “a” and “c”.
        if (least > 0) literal += atom;
        close();
        if (least > 0) literal = atom;
      } else {
        close();
        if (atom !== undefined && least > 0) found.push(atom);
      }
    }
    close();
    return found.length === 1 ? (found[0] as Requirement) : { kind: 'all', of: found };
  }

  /** A character, a group's requirement, or `undefined` for what could be one of many. */
  #atom(): string | Requirement | undefined {
    const character = this.#next();
    switch (character) {
      case '^':
      case '$':
        return boundary;
      case '.':
        return undefined;
      case '[':
        this.#skipClass();
        return undefined;
      case '(':
        return this.#group();
      case '\\':
        return this.#escape();
      default:
        return character;
    }
  }

  #group(): Requirement | undefined {
    const isPlain = !this.#take('?');
    // `(?:`, `(?<name>`: groups like any other. Look-around, and flags within, are not looked into.
    const isKnown = isPlain || this.#take(':') || this.#takePattern(/<[^>=!]+>/y);
    if (!isKnown) {
      this.#takePattern(/<?[=!]|[a-z-]*:/y);
    }
    const inner = this.alternatives();
    if (!this.#take(')')) this.#giveUp();
    return isKnown ? inner : undefined;
  }

  #escape(): string | undefined {
    const character = this.#next();
    if (character === 'b') return boundary;
    if ('dDwWsSB'.includes(character)) return undefined;
    if ('pPk'.includes(character)) {
      this.#takePattern(/\{[^}]*\}|<[^>]*>/y);
      return undefined;
    }
    const control = { t: '\t', f: '\f', v: '\v', r: '\r', n: '\n' }[character];
    if (control !== undefined) return control;
    if (/[0-9]/.test(character)) {
      this.#takePattern(/[0-9]+/y);
      return undefined;
    }
    if (/[xuc]/.test(character)) {
      this.#takePattern(/\{[0-9a-fA-F]+\}|[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})?|[0-9a-fA-F]{2}|[A-Za-z]/y);
      return undefined;
    }
    return character;
  }

  #quantifier(): Quantifier {
    const quantifier = this.#bareQuantifier();
    if (quantifier !== once) this.#take('?');
    return quantifier;
  }

  #bareQuantifier(): Quantifier {
    if (this.#take('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
    if (this.#take('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
    if (this.#take('?')) return { least: 0, most: 1 };
    const from = this.#at;
    if (!this.#takePattern(/\{\d+(?:,\d*)?\}/y)) return once;
    const [least = '0', most] = this.#source.slice(from + 1, this.#at - 1).split(',');
    // `{2}` and `{2,}` are the same to whom only the first repetition matters.
    return { least: Number(least), most: most === undefined && least === '1' ? 1 : Number.POSITIVE_INFINITY };
  }

  #skipClass(): void {
    while (!this.isAtEnd) {
      const character = this.#next();
      if (character === '\\') this.#next();
      else if (character === ']') return;
    }
    this.#giveUp();
  }

  #peek(): string {
    return this.#source[this.#at] ?? '';
  }

  #next(): string {
    const point = this.#source.codePointAt(this.#at);
    if (point === undefined) {
      this.#giveUp();
      return '';
    }
    const character = String.fromCodePoint(point);
    this.#at += character.length;
    return character;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  #takePattern(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found === null) return false;
    this.#at += found[0].length;
    return true;
  }

  #giveUp(): void {
    this.isLost = true;
    this.#at = this.#source.length;
  }
}

function isNothing(requirement: Requirement): boolean {
  return requirement.kind === 'all' && requirement.of.every(isNothing);
}
