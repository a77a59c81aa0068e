/** Says each event in one plain sentence: what the log shows of it, and what a search of the journal looks through. */
import { contactTexts } from './event-text/contact-text.ts';
import type { TextsOf } from './event-text/phrases.ts';
import { recordTexts } from './event-text/record-text.ts';
import { runTexts } from './event-text/run-text.ts';
import { stepTexts } from './event-text/step-text.ts';
import type { EventType, NewEventOf } from './events.ts';

const texts: TextsOf<EventType> = { ...recordTexts, ...runTexts, ...stepTexts, ...contactTexts };

/** Who did it is the subject where a person did; hosts and the console itself are named where it matters. No time, no seq. */
export function toEventText<T extends EventType>(event: NewEventOf<T>): string {
  return texts[event.type](event);
}
