/** Tells whoever sits here what is meant for them, wherever in the maintenance they look: a mention, and a claim on what they work on (`POL-5`). */
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { findUnread, mentions } from '../../core/comment/reading.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { findCollisions } from '../../core/roster/claims.ts';
import { toName } from '../../core/roster/roster.ts';
import { type Me, useMe } from '../parts/asking/use-me.ts';
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
    const mine = findUnread(talk, me).filter((comment) => mentions(comment, me));
    const news = mine.filter((comment) => !told.current.has(comment.id));
    for (const comment of news) told.current.add(comment.id);
    for (const { id: comment, by, text, seq } of news.slice(-shownMentions)) {
      const spot = { kind: 'event', at: seq } as const;
      notifications.show({
        id: `mention ${comment}`,
        title: `${by.name} mentions you`,
        message: (
          <>
            {text.slice(0, 300)} <a href={toHash({ room: 'maintenance', id, tab: 'console', spot })}>Show it</a>
          </>
        ),
        autoClose: false,
      });
    }
    if (news.length > shownMentions)
      notifications.show({ message: `${news.length - shownMentions} more mentions of you stand in the log.` });
    // Marked as seen or answered, here or at another screen of theirs: there is nothing to tell any more.
    const open = new Set(mine.map((comment) => comment.id));
    for (const comment of talk.comments) if (!open.has(comment.id)) notifications.hide(`mention ${comment.id}`);
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
        notifications.show({
          id: key,
          color: 'red',
          title: `${toName(roster, claim.person)} works on the same ${on} as you`,
          message: `${name}: ${claim.goal}. Agree who does what.`,
          autoClose: false,
        });
      }
    }
    for (const key of told.current)
      if (key.startsWith('collision ') && !open.has(key)) {
        told.current.delete(key);
        notifications.hide(key);
      }
  }, [roster, me]);
  return null;
}
