/** How an event looks in the log: of which sort it is, and in which tone its news is told. */
import type { JournalEvent } from './events.ts';

export type Tone = 'neutral' | 'busy' | 'good' | 'warn' | 'bad' | 'odd';
export type EventSort = 'decision' | 'note' | 'system';

/** A note is a note whoever wrote it; what else a person did is a decision; the rest is the system's. */
export function toEventSort(event: Pick<JournalEvent, 'type' | 'actor'>): EventSort {
  if (event.type === 'note-added' || event.type === 'comment-added') return 'note';
  if (event.type === 'marked-seen') return 'system';
  return event.actor.kind === 'person' ? 'decision' : 'system';
}

export function toEventTone(event: JournalEvent): Tone {
  switch (event.type) {
    case 'attempt-ended':
      return event.data.isSuccess ? 'good' : 'bad';
    case 'step-done':
    case 'wait-elapsed':
    case 'contact-regained':
    case 'attempt-found':
      return 'good';
    case 'run-ended':
      return event.data.outcome === 'completed' ? 'good' : 'warn';
    case 'attempt-became-unknown':
    case 'attempt-marked':
      return 'odd';
    case 'step-not-done':
    case 'run-aborted':
    case 'contact-lost':
      return 'bad';
    case 'run-held':
    case 'step-awaited':
    case 'step-skipped':
    case 'cancel-requested':
    case 'roll-back-begun':
      return 'warn';
    case 'note-added':
    case 'comment-added':
    case 'run-started':
      return 'busy';
    default:
      return 'neutral';
  }
}
