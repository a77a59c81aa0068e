/** Tells every caller what has changed: where to look, never what is there (push the head, pull the window). */
import type { Notice, NoticeData } from '../../contract/notices.ts';
import type { MaintenanceId } from '../../core/ids.ts';

export class News {
  readonly #listeners = new Map<string, Set<(notice: Notice) => void>>();

  /** @param caller whose notices these are; one caller may listen more than once */
  listen(caller: string, call: (notice: Notice) => void): () => void {
    const calls = this.#listeners.get(caller) ?? new Set();
    calls.add(call);
    this.#listeners.set(caller, calls);
    return () => {
      calls.delete(call);
      if (calls.size === 0) this.#listeners.delete(caller);
    };
  }

  tellAll(notice: Notice): void {
    for (const calls of this.#listeners.values()) for (const call of calls) call(notice);
  }

  tell(caller: string, notice: Notice): void {
    for (const call of this.#listeners.get(caller) ?? []) call(notice);
  }

  head(maintenance: MaintenanceId, seq: number, rows: number): void {
    this.tellAll({ notice: 'head', data: { maintenance, seq, rows } });
  }

  changed(area: NoticeData<'documents'>['area']): void {
    this.tellAll({ notice: 'documents', data: { area } });
  }
}
