/** Whether mentions and claims that collide are told by the system's notifications, while one looks at another window. */
import { Switch } from '@mantine/core';
import { useState } from 'react';
import { beginTellingOutside, canTellOutside, isTellingOutside, stopTellingOutside } from '../../frame/outside.ts';
import classes from './settings-room.module.css';

export function OutsideCard() {
  const [isOn, turn] = useState(isTellingOutside);
  const [isRefused, refuse] = useState(() => canTellOutside() && Notification.permission === 'denied');
  async function change(isWanted: boolean) {
    if (!isWanted) stopTellingOutside();
    const may = isWanted && (await beginTellingOutside());
    turn(may);
    refuse(isWanted && !may);
  }
  return (
    <section className={classes['card']}>
      <h2>Outside this window</h2>
      <Switch
        label="Tell me of mentions and colliding claims while I look elsewhere"
        disabled={!canTellOutside()}
        checked={isOn}
        onChange={(event) => void change(event.currentTarget.checked)}
      />
      <p className={classes['small']}>
        {isRefused
          ? 'The browser does not let Drydock. Allow notifications for this address in its own settings.'
          : 'By the system’s own notifications, from this browser alone. They show who says what; so does a screen that is locked, where the system lets it.'}
      </p>
    </section>
  );
}
