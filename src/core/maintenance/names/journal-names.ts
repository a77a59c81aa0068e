/**
 * The names of one maintenance, learned from its journal as it is read. What was named keeps its name after it is gone,
 * and each event finds the names of its own moment: a sentence of the log, once said, is never said otherwise.
 */
import type { NewEvent } from '../events.ts';
import { type NamedKind, type Names, namesFoundBy } from './names.ts';
import { tellNames } from './naming.ts';

interface Said {
  readonly seq: number;
  readonly name: string;
}

export class JournalNames {
  /** Of each kind and id every name it went by, the oldest first. */
  readonly #said = new Map<string, Said[]>();

  /** Takes the events in the order of the journal, each once. Those that name nothing may be left out (`namingTypes`). */
  learn(event: NewEvent & { readonly seq: number }): void {
    const { seq, actor } = event;
    const tell = (kind: NamedKind, id: string, name: string) => this.#tell(kind, id, { seq, name });
    // Who acts without being on the roster is called what their console calls them.
    if (actor.person !== undefined && !this.#said.has(keyOf('person', actor.person)))
      tell('person', actor.person, actor.name);
    tellNames(event, tell, this.at(seq));
  }

  /** The names as of the event `seq`, itself included. */
  at(seq: number): Names {
    return namesFoundBy((kind, id) => findAt(this.#said.get(keyOf(kind, id)), seq));
  }

  #tell(kind: NamedKind, id: string, said: Said): void {
    const key = keyOf(kind, id);
    const before = this.#said.get(key);
    if (before === undefined) this.#said.set(key, [said]);
    else if (before.at(-1)?.name !== said.name) before.push(said);
  }
}

function keyOf(kind: NamedKind, id: string): string {
  return `${kind} ${id}`;
}

/** The last one said by then, found by halves: a notice that was typed has as many names as there were pauses. */
function findAt(said: readonly Said[] | undefined, seq: number): string | undefined {
  if (said === undefined) return undefined;
  let low = 0;
  let high = said.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((said[middle] as Said).seq <= seq) low = middle + 1;
    else high = middle;
  }
  return said[low - 1]?.name;
}
