/** Whether the far side still answers in time: asked every few seconds, for a tunnel that has frozen says nothing of itself. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MaintenanceId } from '../../core/ids.ts';
import type { Link } from '../link/link.ts';
import { attempt } from './asking.ts';

export interface PulseView {
  /** When the first question was asked of those that are answered late; `undefined` while all are in time. */
  readonly lateSinceMs: number | undefined;
}

export interface Pulse extends StoreApi<PulseView> {
  /** The returned function ends it. */
  watch(): () => void;
}

/** Between an answer and the next question, and how long an answer may take. Answers keep their order, so whatever is asked meanwhile is as late. */
const everyMs = 2_500;
const inTimeMs = 2_500;

export function createPulse(link: Link, maintenance: MaintenanceId): Pulse {
  const store = createStore<PulseView>(() => ({ lateSinceMs: undefined }));

  function watch(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isEnded = false;

    async function ask(): Promise<void> {
      const askedAtMs = Date.now();
      let isLate = false;
      timer = setTimeout(() => {
        isLate = true;
        store.setState(({ lateSinceMs }) => ({ lateSinceMs: lateSinceMs ?? askedAtMs }));
      }, inTimeMs);
      // Of all questions the one with the smallest answer. Where contact is lost, whoever watches the link says so.
      const answer = await attempt(link, 'maintenance.events', {
        maintenance,
        afterSeq: Number.MAX_SAFE_INTEGER,
        limit: 1,
      });
      clearTimeout(timer);
      if (isEnded) return;
      // A slow way stays slow until it has carried an answer in time: the next is asked for at once.
      if (!isLate || !answer.ok) store.setState({ lateSinceMs: undefined });
      timer = setTimeout(() => void ask(), isLate && answer.ok ? 0 : everyMs);
    }

    void ask();
    return () => {
      isEnded = true;
      clearTimeout(timer);
    };
  }

  return Object.assign(store, { watch });
}
