/** Whom a name that is being typed behind an `@` may be: those on the roster whose name or id begins so. */
import type { Member } from '../../../../core/roster/person.ts';
import type { Roster } from '../../../../core/roster/roster.ts';
import classes from './mention-list.module.css';

const shownNames = 6;

/** @param begun what stands between the `@` and the cursor; `undefined` offers nobody */
export function findMentioned({ members }: Pick<Roster, 'members'>, begun: string | undefined): readonly Member[] {
  if (begun === undefined) return [];
  const wanted = begun.toLocaleLowerCase('en');
  const begins = (text: string) => text.toLocaleLowerCase('en').startsWith(wanted);
  return members.filter(({ id, name }) => begins(id) || name.split(/\s+/).some(begins)).slice(0, shownNames);
}

interface MentionListProps {
  readonly id: string;
  readonly offered: readonly Member[];
  readonly active: number;
  readonly onPick: (member: Member) => void;
}

export function MentionList({ id, offered, active, onPick }: MentionListProps) {
  return (
    <div id={id} className={classes['list']} role="listbox" tabIndex={-1} aria-label="People on the roster">
      {offered.map((member, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above it has the keys, as in any combobox
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active one
        <div
          key={member.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(member)}
        >
          <strong>{member.name}</strong> <code>@{member.id}</code>
        </div>
      ))}
    </div>
  );
}
