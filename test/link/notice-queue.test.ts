/** Notices are put together for a screen, and a slow screen costs nothing. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Notice } from '../../src/contract/notices.ts';
import { NoticeQueue } from '../../src/main/link/notice-queue.ts';
import { head } from './stand-in-desk.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Screen {
  readonly sent: Buffer[] = [];
  readonly dropped: string[] = [];
  waiting = 0;
  readonly queue = new NoticeQueue({
    send: (text) => void this.sent.push(text),
    waitingBytes: () => this.waiting,
    drop: (reason) => void this.dropped.push(reason),
  });

  get seqs(): number[] {
    return this.sent.map((text) => JSON.parse(text.toString()).data.seq);
  }
}

const hits = (search: string): Notice => ({
  notice: 'search-hits',
  data: { search, hits: [], progress: 1, isDone: true, isCut: false },
});

test('the first head goes out at once, those of a beat are one, and the last is always sent', () => {
  const screen = new Screen();
  screen.queue.offer(head(1));
  expect(screen.seqs).toEqual([1]);
  for (let seq = 2; seq <= 50; seq += 1) screen.queue.offer(head(seq));
  expect(screen.seqs).toEqual([1]);
  vi.advanceTimersByTime(16);
  expect(screen.seqs).toEqual([1, 50]);
  vi.advanceTimersByTime(1_000);
  screen.queue.offer(head(51));
  expect(screen.seqs).toEqual([1, 50, 51]);
});

test('notices that say different things are all sent, in order', () => {
  const screen = new Screen();
  screen.queue.offer(head(1));
  screen.queue.offer(hits('a'));
  screen.queue.offer(head(2));
  screen.queue.offer(hits('b'));
  vi.advanceTimersByTime(16);
  const names = screen.sent.map((text) => JSON.parse(text.toString()));
  expect(names.map(({ notice, data }) => data.search ?? `${notice} ${data.seq}`)).toEqual([
    'head 1',
    'a',
    'head 2',
    'b',
  ]);
});

test('a screen that is behind gets nothing until it has read, and then the newest', () => {
  const screen = new Screen();
  screen.waiting = 2 * 1024 * 1024;
  for (let seq = 1; seq <= 100; seq += 1) {
    screen.queue.offer(head(seq));
    vi.advanceTimersByTime(16);
  }
  expect(screen.seqs).toEqual([]);
  screen.waiting = 0;
  vi.advanceTimersByTime(16);
  expect(screen.seqs).toEqual([100]);
});

test('a screen too far behind is dropped, once', () => {
  const screen = new Screen();
  screen.waiting = 2 * 1024 * 1024;
  for (let n = 0; n < 5_000; n += 1) screen.queue.offer(hits(`${n}`));
  expect(screen.dropped).toEqual(['the screen is too far behind']);
  vi.advanceTimersByTime(1_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('a notice is encoded once for all screens', () => {
  const [one, other] = [new Screen(), new Screen()];
  const notice = head(7);
  one.queue.offer(notice);
  other.queue.offer(notice);
  expect(one.sent[0]).toBe(other.sent[0]);
});

test('an ended queue says nothing more', () => {
  const screen = new Screen();
  screen.queue.offer(head(1));
  screen.queue.offer(head(2));
  screen.queue.end();
  screen.queue.offer(head(3));
  vi.advanceTimersByTime(1_000);
  expect(screen.seqs).toEqual([1]);
  expect(vi.getTimerCount()).toBe(0);
});
