/** A planned notice without what happened to it: what `notice.change` takes. */
import type { Notice, PlannedNotice } from '../../../core/notice/notice.ts';

export function toNotice({ sendings: _, dropped: __, changedBy: ___, ...notice }: PlannedNotice): Notice {
  return notice;
}
