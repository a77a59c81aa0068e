/** Tells whoever sits here what is meant for them, wherever in the maintenance they look: a mention, and a claim on what they work on (`POL-5`). */
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { findUnreadMentions } from '../../core/comment/reading.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { findCollisions } from '../../core/roster/claims.ts';
import { toName } from '../../core/roster/roster.ts';
import { type Me, useMe } from '../parts/asking/use-me.ts';
import { tellMention, toMentionKey } from './mention.tsx';
import { tellOutside } from './outside.ts';
import { toHash } from './route.ts';

export function TalkNotifier({ state }: { readonly state: MaintenanceState }) {
  const me = useMe(state);
  return me === undefined ? null : <NotifierFor state={state} me={me} />;
}

/** More mentions at once than these are counted, not shown one by one. */
const shownMentions = 3;

function NotifierFor({ state, me }: { readonly state: MaintenanceState; readonly me: Me }) {
  const told = useRef(new Set<string>());
  const { talk, roster, id } = state;
  useEffect(() => {
    const mine = findUnreadMentions(talk, me);
    const news = mine.filter((comment) => !told.current.has(comment.id));
    for (const comment of news) told.current.add(comment.id);
    for (const { id: comment, by, text, seq } of news.slice(-shownMentions))
      tellMention({ maintenance: id, comment, by: by.name, text, seq });
    if (news.length > shownMentions)
      notifications.show({ message: `${news.length - shownMentions} more mentions of you stand in the log.` });
    // Marked as seen or answered, here or at another screen of theirs: there is nothing to tell any more.
    const open = new Set(mine.map((comment) => comment.id));
    for (const comment of talk.comments) if (!open.has(comment.id)) notifications.hide(toMentionKey(comment.id));
  }, [talk, me, id]);

  useEffect(() => {
    if (me.person === undefined) return;
    const open = new Set<string>();
    for (const { on, name, claims } of findCollisions(roster)) {
      if (!claims.some(({ person }) => person === me.person)) continue;
      const others = claims.filter(({ person }) => person !== me.person);
      for (const claim of others) {
        const key = `collision ${on} ${name} ${claim.id}`;
        open.add(key);
        if (told.current.has(key)) continue;
        told.current.add(key);
        const title = `${toName(roster, claim.person)} works on the same ${on} as you`;
        const message = `${name}: ${claim.goal}. Agree who does what.`;
        notifications.show({ id: key, color: 'red', title, message, autoClose: false });
        tellOutside({ id: key, title, text: message, href: toHash({ room: 'maintenance', id, tab: 'roster' }) });
      }
    }
    for (const key of told.current)
      if (key.startsWith('collision ') && !open.has(key)) {
        told.current.delete(key);
        notifications.hide(key);
      }
  }, [roster, me, id]);
  return null;
}
