/** What the practice host can be told to do wrong: only it, and only for a while. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import classes from './settings-room.module.css';

const ways = [
  {
    how: 'drop',
    forMs: 0,
    word: 'Drop the connection',
    done: 'The connection was dropped; the console reconnects by itself.',
  },
  { how: 'freeze', forMs: 25_000, word: 'Freeze for 25 s', done: 'The host says nothing for 25 seconds.' },
  {
    how: 'restart',
    forMs: 10_000,
    word: 'Restart',
    done: 'Its SSH server was away for ten seconds; what ran there went on.',
  },
  { how: 'fail-verification', forMs: 0, word: 'Fail the verification', done: 'The next verification will fail.' },
  { how: 'behave', forMs: 0, word: 'Behave again', done: 'The host behaves again.' },
] as const;

export function Misbehaviours() {
  const asking = useAsking();
  const [done, setDone] = useState<string>();
  async function tell(way: (typeof ways)[number]) {
    // Never `disabled`: the button pressed keeps the focus, and with it the key that closes what it stands in.
    if (asking.isAsking) return;
    setDone(undefined);
    if ((await asking.ask('practice.misbehave', { how: way.how, forMs: way.forMs })) !== undefined) setDone(way.done);
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
            {...(asking.isAsking ? { 'data-disabled': true } : {})}
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
