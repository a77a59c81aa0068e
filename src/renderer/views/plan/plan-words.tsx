/** Who has approved the plan or agreed to it, as it is written: what an edit makes stale is seen where the edit is made (`POL-1`, `POL-3`). */
import { Anchor, Button } from '@mantine/core';
import { FileDiff } from 'lucide-react';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toHash } from '../../frame/route.ts';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { DifferenceDialog } from '../approvals/difference-dialog.tsx';
import { kindNames } from '../approvals/kind-names.ts';
import { standingLooks, toWords, type Word } from '../approvals/words.ts';
import { usePolicy } from '../readiness/use-readiness.ts';
import classes from './plan-words.module.css';

/** The rest is on the Readiness, where words are asked for and given. */
const shownWords = 12;

function useWords(state: MaintenanceState): readonly Word[] {
  const { policy } = usePolicy(state);
  return policy === undefined ? [] : toWords(policy, state);
}

/** In short, over the plan: how many words count, and how many did before the last edit. */
export function PlanWordCount({ state }: { readonly state: MaintenanceState }) {
  const words = useWords(state);
  const count = (wanted: Word['standing']) => words.filter(({ standing }) => standing === wanted).length;
  if (words.length === 0) return null;
  const stale = count('stale');
  return (
    <Anchor
      className={classes['count'] ?? ''}
      data-tone={stale > 0 ? 'warn' : 'neutral'}
      href={toHash({ room: 'maintenance', id: state.id, tab: 'readiness' })}
    >
      {count('current')} of {words.length} have said yes
      {stale === 0 ? '' : `, ${stale} to an earlier plan or window`}
    </Anchor>
  );
}

export function PlanWords({ state }: { readonly state: MaintenanceState }) {
  const words = useWords(state);
  const [compared, compare] = useState<Word>();
  if (words.length === 0) return null;
  const more = words.length - shownWords;
  return (
    <section className={classes['words']} aria-label="Who said yes to it">
      <h3>Who said yes to it</h3>
      <ul>
        {words.slice(0, shownWords).map((word) => (
          <li key={word.key}>
            <span>
              {word.name}
              <small>{kindNames[word.kind]}</small>
            </span>
            {word.standing === 'stale' ? (
              <Button
                size="compact-xs"
                variant="default"
                leftSection={<FileDiff size={13} aria-hidden="true" />}
                aria-label={`What changed since ${word.name} said yes`}
                onClick={() => compare(word)}
              >
                What changed…
              </Button>
            ) : null}
            <Mark look={standingLooks[word.standing]} />
          </li>
        ))}
      </ul>
      <Anchor href={toHash({ room: 'maintenance', id: state.id, tab: 'readiness' })}>
        {more > 0 ? `${more} more, and asking them: Readiness` : 'Ask and answer: Readiness'}
      </Anchor>
      {compared === undefined ? null : (
        <DifferenceDialog state={state} word={compared} onClose={() => compare(undefined)} />
      )}
    </section>
  );
}
