/** The lead that is being taken over to this console, if one is. */
import type { TakingView } from '../../contract/lead-shapes.ts';
import type { RequestInput, RequestOutput } from '../../contract/requests.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import type { Caller, Desk } from '../desk/desk.ts';
import type { News } from '../desk/news.ts';
import type { LeadTakings } from '../desk/sharing/lead-takings.ts';
import type { ConsoleIdentity } from '../desk/signing/console-identity.ts';
import type { Clock, Prompter } from '../engine/ports.ts';
import { enterInvite } from '../following.ts';
import type { Answered } from '../lead/remote.ts';
import { Taking } from '../lead/taking.ts';

interface TakingsParts {
  readonly prompter: Prompter;
  /** How one signs in at a bastion whose invite names no account. */
  readonly user: string;
  /** Of the invites this console has come by. */
  readonly sessions: Map<string, string>;
  readonly identity: ConsoleIdentity;
  readonly news: News;
  readonly clock: Clock;
  readonly folder: string;
  readonly desk: () => Desk;
}

export class Takings implements LeadTakings {
  readonly #parts: TakingsParts;
  #current: Taking | undefined;
  #isBeginning = false;

  constructor(parts: TakingsParts) {
    this.#parts = parts;
  }

  async begin(
    { invite: text, name }: { readonly invite: string; readonly name: string },
    caller: Caller,
  ): Promise<Result<TakingView, Failure>> {
    const { prompter, user, sessions, identity, news, clock, folder } = this.#parts;
    const at = this.#current?.view().stage.at;
    if (this.#isBeginning || (at !== undefined && at !== 'over' && at !== 'leading'))
      return fail('not-now', 'A lead is being taken over already.', { advice: 'Leave that first.' });
    const key = identity.read();
    if (!key.ok) return key;
    this.#isBeginning = true;
    try {
      const invite = text.trim();
      const session = sessions.get(invite);
      const entered = await enterInvite({ invite, user, prompter, ...(session === undefined ? {} : { session }) });
      if (!entered.ok) return entered;
      sessions.set(invite, entered.value.desk.session);
      this.#current = new Taking({
        entry: entered.value,
        name,
        key: key.value,
        folder,
        receive: (order) => this.#receive(order, caller),
        onChange: () => news.changed('lead'),
        after: (ms, call) => clock.after(ms, call),
      });
      news.changed('lead');
      return succeed(this.#current.view());
    } finally {
      this.#isBeginning = false;
    }
  }

  show(): TakingView | undefined {
    return this.#current?.view();
  }

  async accept(): Promise<Result<void, Failure>> {
    return this.#current?.accept() ?? nothingTaken;
  }

  confirm(from: string): Result<void, Failure> {
    return this.#current?.confirm(from) ?? nothingTaken;
  }

  async leave(): Promise<Result<void, Failure>> {
    const left = (await this.#current?.leave()) ?? nothingTaken;
    if (!left.ok) return left;
    this.#current = undefined;
    this.#parts.news.changed('lead');
    return left;
  }

  async close(): Promise<void> {
    await this.#current?.close();
  }

  async #receive(
    order: RequestInput<'lead.receive'>,
    caller: Caller,
  ): Promise<Answered<RequestOutput<'lead.receive'>>> {
    const answer = await this.#parts.desk().answer(caller, 'lead.receive', order);
    return answer.ok ? succeed(answer.output as RequestOutput<'lead.receive'>) : answer;
  }
}

const nothingTaken = fail('not-now', 'No lead is being taken over here.', { advice: 'Begin with an invite.' });
