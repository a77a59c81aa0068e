/** How a connection fares, in a word, with the age of the last byte where there was one. */
import { CircleDashed, CircleDot, CircleX, LoaderCircle, Unplug } from 'lucide-react';
import type { Contact } from '../../model/workspace-model.ts';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { toAgeText } from '../../parts/time/times.ts';
import type { Look } from '../../theme/tones.ts';

const looks: Readonly<Record<Contact['state'], Look>> = {
  idle: { word: 'Not connected', icon: CircleDashed, tone: 'neutral' },
  connecting: { word: 'Connecting', icon: LoaderCircle, tone: 'warn' },
  connected: { word: 'Connected', icon: CircleDot, tone: 'good' },
  lost: { word: 'Out of reach', icon: Unplug, tone: 'bad' },
  refused: { word: 'Refused', icon: CircleX, tone: 'bad' },
};

export function ContactState({ contact }: { readonly contact: Contact | undefined }) {
  const nowMs = useNowMs();
  const age = contact?.lastByteAtMs;
  return (
    <span title={contact?.message}>
      <Mark look={looks[contact?.state ?? 'idle']} />
      {age === undefined ? null : ` · last byte ${toAgeText(nowMs - age)}`}
    </span>
  );
}
