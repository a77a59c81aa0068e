/** What left, and what is on its way: each sending of a notice with its channel, how it stands, and what a person may settle. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { PlannedNotice, Sending } from '../../../core/notice/notice.ts';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { SettleDialog, type SettleWord } from './notice-dialogs.tsx';
import { sendingLooks, waitingLook } from './notice-looks.ts';
import classes from './notices.module.css';

interface SendingsProps {
  readonly id: MaintenanceId;
  readonly notice: PlannedNotice;
  readonly maySettle: boolean;
}

const settleLabels: Readonly<Record<SettleWord, string>> = {
  arrived: 'It arrived…',
  'did-not-arrive': 'It did not arrive…',
  'give-up': 'Give up…',
};

export function Sendings({ id, notice, maySettle }: SendingsProps) {
  const [settling, settle] = useState<{ readonly sending: Sending; readonly word: SettleWord }>();
  if (notice.sendings.length === 0) return null;
  return (
    <section className={classes['section']} aria-label="Sendings">
      <h3>Sendings</h3>
      <ul className={classes['sendings']}>
        {notice.sendings.map((sending) => (
          <li key={sending.id} className={classes['sending']}>
            <span className={classes['rowTitle']}>{sending.channel}</span>
            <Mark look={isWaiting(sending) ? waitingLook : sendingLooks[sending.state]} />
            <span className={classes['soft']}>
              {sending.by.name}, <Instant atMs={sending.sentAtMs ?? sending.atMs} />
              {sending.tries > 1 ? `, ${sending.tries} tries` : ''}
              {sending.nextTryAtMs === undefined ? null : (
                <>
                  , next try <Instant atMs={sending.nextTryAtMs} isTimeOnly />
                </>
              )}
              {sending.reference === undefined ? '' : ` · ${sending.reference}`}
            </span>
            {sending.problem === undefined || sending.state === 'sent' ? null : (
              <p className={classes['problem']}>{sending.problem}</p>
            )}
            {maySettle ? (
              <div className={classes['sendingButtons']}>
                {toWords(sending).map((word) => (
                  <Button key={word} size="compact-xs" variant="default" onClick={() => settle({ sending, word })}>
                    {settleLabels[word]}
                  </Button>
                ))}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {settling === undefined ? null : (
        <SettleDialog id={id} notice={notice} {...settling} onClose={() => settle(undefined)} />
      )}
    </section>
  );
}

function isWaiting({ state, nextTryAtMs }: Sending): boolean {
  return state === 'sending' && nextTryAtMs !== undefined;
}

/** What a person may say of it, as `notice.settle` takes it. */
function toWords(sending: Sending): readonly SettleWord[] {
  if (sending.state === 'unknown') return ['arrived', 'did-not-arrive', 'give-up'];
  return sending.state === 'failed' || isWaiting(sending) ? ['give-up'] : [];
}
