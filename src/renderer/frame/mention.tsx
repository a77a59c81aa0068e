/** One mention as its reader is told of it, in whatever room they are: by whom, the words, the way there; and outside the window where they asked for that. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { MaintenanceId } from '../../core/ids.ts';
import { beginTellingOutside, canTellOutside, isTellingOutside, tellOutside } from './outside.ts';
import { toHash } from './route.ts';

interface Mention {
  readonly maintenance: MaintenanceId;
  /** Of which maintenance, where the room does not say it. */
  readonly title?: string;
  readonly comment: string;
  readonly by: string;
  readonly text: string;
  readonly seq: number;
}

export function toMentionKey(comment: string): string {
  return `mention ${comment}`;
}

/** Told again while it stands there, it stands there once. */
export function tellMention({ maintenance, title, comment, by, text, seq }: Mention): void {
  const id = toMentionKey(comment);
  const head = title === undefined ? `${by} mentions you` : `${by} mentions you in “${title}”`;
  const words = text.slice(0, 300);
  const href = toHash({ room: 'maintenance', id: maintenance, tab: 'console', spot: { kind: 'event', at: seq } });
  notifications.show({
    id,
    title: head,
    message: (
      <>
        {words} <a href={href}>Show it</a>
        <OutsideOffer />
      </>
    ),
    autoClose: false,
  });
  tellOutside({ id, title: head, text: words, href });
}

/** Offered where it would have helped; gone once it is answered. */
function OutsideOffer() {
  const [isOffered, offer] = useState(
    () => canTellOutside() && Notification.permission !== 'denied' && !isTellingOutside(),
  );
  if (!isOffered) return null;
  return (
    <div>
      <Button size="compact-xs" variant="subtle" onClick={() => void beginTellingOutside().then(() => offer(false))}>
        Tell me outside this window too
      </Button>
    </div>
  );
}
