/** The public announcement while it is written: saved on the version it was made from, so that nobody's words are written over unseen. */
import type { RequestInput, RequestOutput } from '../../contract/requests.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import type { Link } from '../link/link.ts';
import { attempt } from './asking.ts';
import { createDraftModel, type DraftModel, type DraftView } from './draft-model.ts';

type AnnouncementWords = Pick<RequestInput<'announcement.write'>, 'title' | 'text'>;
type Shown = Pick<RequestOutput<'announcement.show'>, 'title' | 'text' | 'version'>;

export interface AnnouncementDraft extends DraftModel<AnnouncementWords> {
  /** What the host has now: taken as long as nothing is unsaved here; else the next save is refused as `stale`. */
  see(shown: Shown): void;
  /** Saves what stands here over what was seen last: the way out of a save that was `stale`. */
  saveOver(): Promise<void>;
  /** Goes on with what was seen last; what stood here is had again by the undo. */
  takeSeen(): void;
}

/** @param onAnswer after each save, taken or refused: what the host has may be another by then */
export function createAnnouncementDraft(
  link: Link,
  maintenance: MaintenanceId,
  first: Shown,
  onAnswer: () => void,
): AnnouncementDraft {
  let seen = first;
  /** The version that what stands here was made from. */
  let { version } = first;
  const draft = createDraftModel(
    toWords(first),
    async (words) => {
      const answer = await attempt(link, 'announcement.write', { maintenance, version, ...words });
      if (answer.ok) version = answer.value.version;
      onAnswer();
      return answer;
    },
    toHash,
  );
  function see(shown: Shown): void {
    // An answer that was under way while it was saved here is older than that save.
    if (shown.version < version) return;
    seen = shown;
    draft.adopt(toWords(shown));
    if (isSeen(draft.getState(), shown)) version = shown.version;
  }

  // An undo up to what was saved leaves nothing that would be lost.
  draft.subscribe((now, before) => {
    if (now.saving === 'saved' && before.saving !== 'saved') see(seen);
  });
  return Object.assign(draft, {
    see,
    saveOver() {
      version = seen.version;
      return draft.save();
    },
    takeSeen() {
      version = seen.version;
      draft.take(toWords(seen));
    },
  });
}

/** Whether what stands in the editor is saved, and is what the host has. */
export function isSeen({ value, saving }: DraftView<AnnouncementWords>, shown: AnnouncementWords): boolean {
  return saving === 'saved' && toHash(value) === toHash(shown);
}

const toWords = ({ title, text }: AnnouncementWords): AnnouncementWords => ({ title, text });

/** The host keeps neither what begins nor what ends a text with nothing. */
function toHash({ title, text }: AnnouncementWords): string {
  return JSON.stringify([title.trim(), text.trim()]);
}
