/** Requests by which the lead of somebody else’s maintenance is taken over to this console, step by step. */
import type { Failure, Result } from '../../../core/result.ts';
import { succeed } from '../../../core/result.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';

type TakingRequest = 'taking.begin' | 'taking.show' | 'taking.accept' | 'taking.confirm' | 'taking.leave';

export function leadTakingHandlers({ takings }: Pick<DeskParts, 'takings'>): Handlers<TakingRequest> {
  const toNothing = (done: Result<void, Failure>) => (done.ok ? succeed({}) : done);
  return {
    'taking.begin': (order, caller) => takings.begin(order, caller),
    'taking.show': () => {
      const taking = takings.show();
      return succeed(taking === undefined ? {} : { taking });
    },
    'taking.accept': async () => toNothing(await takings.accept()),
    'taking.confirm': ({ from }) => toNothing(takings.confirm(from)),
    'taking.leave': async () => toNothing(await takings.leave()),
  };
}
