/** Names of the roster completed behind an `@` in a text field: which are offered, and what the keys do while they are. */
import { type KeyboardEvent, useId, useState } from 'react';
import { toMentionBegun } from '../../../../core/comment/mentions.ts';
import type { Member } from '../../../../core/roster/person.ts';
import type { Roster } from '../../../../core/roster/roster.ts';
import { findMentioned } from './mention-list.tsx';

interface MentionsOptions {
  readonly roster: Pick<Roster, 'members'>;
  readonly text: string;
  readonly isOn: boolean;
  readonly onText: (text: string) => void;
}

export function useMentions({ roster, text, isOn, onText }: MentionsOptions) {
  const id = useId();
  /** Where the cursor stands; a name is completed where it is typed, not at the end of the text. */
  const [cursor, setCursor] = useState(0);
  const [active, setActive] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const before = text.slice(0, cursor);
  const offered = isOn && !isClosed ? findMentioned(roster, toMentionBegun(before)) : [];
  const chosen = Math.min(active, Math.max(0, offered.length - 1));

  function pick(member: Member): void {
    const start = before.length - (toMentionBegun(before) ?? '').length;
    onText(`${text.slice(0, start)}${member.id} ${text.slice(cursor).trimStart()}`);
    setCursor(start + member.id.length + 1);
    setActive(0);
  }

  return {
    id,
    offered,
    active: chosen,
    pick,
    onCursor(at: number) {
      setCursor(at);
      setClosed(false);
    },
    /** Whether the key was for the list. */
    takesKey(event: KeyboardEvent): boolean {
      const member = offered[chosen];
      if (member === undefined) return false;
      if (event.key === 'ArrowDown') setActive((chosen + 1) % offered.length);
      else if (event.key === 'ArrowUp') setActive((chosen + offered.length - 1) % offered.length);
      else if (event.key === 'Escape') setClosed(true);
      else if (event.key === 'Enter' || event.key === 'Tab') pick(member);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
