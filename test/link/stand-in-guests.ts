/** Who may come to a door for followers, by a test’s word; and the time that door goes by, which a test moves. */
import { fail, type Result } from '../../src/core/result.ts';
import type { FollowerLeft } from '../../src/core/sharing/sharing.ts';
import type { Share } from '../../src/main/desk/desk.ts';
import type { Admittance, Guests, VisitorStanding } from '../../src/main/desk/sharing/share-door.ts';

export class StandInGuests implements Guests {
  /** By their session. */
  readonly standings = new Map<string, VisitorStanding>();
  /** Sessions and tokens that were looked up, whoever has them. */
  readonly lookedUp: string[] = [];

  exchange(token: string): Result<Admittance, ReturnType<typeof fail<'not-let-in'>>['failure']> {
    this.lookedUp.push(token);
    return fail('not-let-in', 'This invite lets nobody in.');
  }

  find(session: string): Share | undefined {
    this.lookedUp.push(session);
    const standing = this.standings.get(session);
    const isIn = standing === 'nameless' || standing === 'waiting' || standing === 'admitted';
    return isIn ? { maintenance: 'm-0001' as never, invite: 'i-1', role: 'follow', follower: session } : undefined;
  }

  standing({ follower }: Share): VisitorStanding {
    return this.standings.get(follower) ?? 'revoked';
  }

  whyNot(): FollowerLeft {
    return 'revoked';
  }

  came(): void {
    // Nobody keeps a journal here.
  }

  went(): void {
    // Nor here.
  }
}

export class SetTime {
  #nowMs = 0;
  readonly #waiting = new Set<{ readonly atMs: number; readonly call: () => void }>();

  get nowMs(): number {
    return this.#nowMs;
  }

  after(ms: number, call: () => void): () => void {
    const waits = { atMs: this.#nowMs + ms, call };
    this.#waiting.add(waits);
    return () => void this.#waiting.delete(waits);
  }

  /** Lets time pass; what is due meanwhile is called in its order. */
  pass(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const [next] = [...this.#waiting].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#waiting.delete(next);
      this.#nowMs = next.atMs;
      next.call();
    }
    this.#nowMs = untilMs;
  }
}
