/** What the reader of a bundle has said and marked: everything in the copy’s journal that is not in the bundle’s. */
import type { Remark } from '../../../core/comment/remarks.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Journal } from '../../engine/ports.ts';

/** In the order they were made. @param events how many of them are the bundle’s */
export function findOwnRemarks(
  journal: Pick<Journal, 'read'>,
  maintenance: MaintenanceId,
  events: number,
): readonly Remark[] {
  return journal.read(maintenance, events).flatMap(({ type, data, atMs }): readonly Remark[] => {
    if (type === 'marked-seen') return [{ kind: 'seen', about: data.about, atMs }];
    if (type !== 'comment-added') return [];
    const { comment, text, about } = data;
    return [{ kind: 'comment', comment, text, ...(about === undefined ? {} : { about }), atMs }];
  });
}
