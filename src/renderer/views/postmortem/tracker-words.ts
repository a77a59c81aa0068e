/** What became of an action item at a tracker, in the words of the screen. */
import { CircleCheck, CircleDashed, CircleDot, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { Look } from '../../theme/tones.ts';

export interface AtTracker {
  readonly look: Look;
  /** What a person should know or do. */
  readonly says?: string;
  /** It is closed there. */
  readonly isClosed?: boolean;
  /** Where it is. */
  readonly url?: string;
  /** A page of the tracker with the issue filled in, to be sent there. */
  readonly opens?: string;
}

type Sent = RequestOutput<'actionItem.send'>[number];
type Looked = RequestOutput<'actionItem.look'>[number];

const outcomes: Readonly<Record<Sent['outcome'], readonly [string, LucideIcon, Look['tone']]>> = {
  made: ['Made', CircleCheck, 'good'],
  'was-there': ['Was there already', CircleCheck, 'good'],
  refused: ['Refused', CircleX, 'bad'],
  failed: ['Not made', CircleX, 'bad'],
  unknown: ['Nobody knows', CircleHelp, 'warn'],
};
const advice: Readonly<Partial<Record<Sent['outcome'], string>>> = {
  refused: 'Correct what is said here; the others were not tried.',
  failed: 'Send again.',
  unknown: 'Look at the tracker. Sent again, it is looked for first.',
};

export function toSentWords({ outcome, url, problem = '', isNoted }: Sent): AtTracker {
  const [word, icon, tone] = outcomes[outcome];
  const look = { word, icon, tone };
  if (url === undefined) return { look, says: `${problem} ${advice[outcome] ?? ''}`.trim() };
  if (isNoted) return { look, url };
  return {
    look,
    url,
    says: 'The report could not be told where it is, for somebody edits it. Put the address at the item.',
  };
}

export function toLookedWords({ state, problem = '' }: Looked): AtTracker {
  if (state === undefined) return { look: { word: 'Not seen', icon: CircleHelp, tone: 'warn' }, says: problem };
  return state === 'closed'
    ? { look: { word: 'Closed there', icon: CircleCheck, tone: 'good' }, isClosed: true }
    : { look: { word: 'Open there', icon: CircleDot, tone: 'neutral' } };
}

/** A person sends it there, so it may be there or not. */
export function toOpened(url: string): AtTracker {
  return { look: { word: 'To be sent by you', icon: CircleDashed, tone: 'neutral' }, opens: url };
}
