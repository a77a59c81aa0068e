/** What the practice host can be told to do wrong: only it, and only for a while. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAsking } from '../../parts/asking.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import classes from './settings-room.module.css';

const ways = [
  { how: 'drop', word: 'Drop the connection', done: 'The connection was dropped; the console reconnects by itself.' },
  { how: 'freeze', word: 'Freeze for 10 s', done: 'The host says nothing for ten seconds.' },
  { how: 'restart', word: 'Restart', done: 'The host restarts; its steps’ processes are gone with it.' },
  { how: 'fail-verification', word: 'Fail the verification', done: 'The next verification will fail.' },
  { how: 'behave', word: 'Behave again', done: 'The host behaves again.' },
] as const;

export function Misbehaviours() {
  const asking = useAsking();
  const [done, setDone] = useState<string>();
  async function tell(way: (typeof ways)[number]) {
    setDone(undefined);
    if ((await asking.ask('practice.misbehave', { how: way.how })) !== undefined) setDone(way.done);
  }
  return (
    <>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} />}
      <div className={classes['line']}>
        {ways.map((way) => (
          <Button
            key={way.how}
            size="compact-sm"
            variant="default"
            disabled={asking.isAsking}
            onClick={() => void tell(way)}
          >
            {way.word}
          </Button>
        ))}
      </div>
      <p className={classes['small']} role="status">
        {done}
      </p>
    </>
  );
}
