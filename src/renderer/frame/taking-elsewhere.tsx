/** The lead on its way to this console, where it waits for the person here: one line over whatever other room they are in. */
import { Handshake } from 'lucide-react';
import { useEffect } from 'react';
import type { TakingStage } from '../../contract/lead-shapes.ts';
import { useAsked } from '../parts/asking/asked.ts';
import classes from './elsewhere.module.css';
import { tellOutside } from './outside.ts';
import { toHash } from './route.ts';

/** @param isHere whether the room says it already */
export function TakingElsewhere({ isHere }: { readonly isHere: boolean }) {
  const { taking } = useAsked('taking.show', {}, 'lead').value ?? {};
  const words = taking === undefined || isHere ? undefined : toWords(taking.stage);
  const href = toHash({ room: 'maintenances' });
  useEffect(() => {
    if (words !== undefined) tellOutside({ id: 'taking', title: 'The lead waits for you', text: words, href });
  }, [words, href]);
  if (words === undefined) return null;
  return (
    <section className={classes['lines']} aria-label="The lead on its way here" role="status">
      <p>
        <Handshake size={15} aria-hidden="true" />
        <span>{words}</span>
        <a href={href}>Answer there</a>
      </p>
    </section>
  );
}

/** Nothing while it is others who have to do something. */
function toWords(stage: TakingStage): string | undefined {
  switch (stage.at) {
    case 'offered':
      return `${stage.by} offers you the lead of “${stage.title}”.`;
    case 'passed':
      return `The lead of “${stage.title}” was passed to this console: nobody leads until it is taken in.`;
    default:
      return undefined;
  }
}
