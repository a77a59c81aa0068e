/** The command's way to the desk: the same requests that any screen sends, with the same rights. */
import { userInfo } from 'node:os';
import type { Notice } from '../../contract/notices.ts';
import type { Right } from '../../contract/request-shape.ts';
import type { RequestInput, RequestName, RequestOutput } from '../../contract/requests.ts';
import type { ContractFailure } from '../../contract/shapes.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import type { Caller } from '../desk/desk.ts';
import type { ConsoleHost, HostOptions } from '../host.ts';

export type OpenHost = (options: HostOptions) => Promise<Result<ConsoleHost, Failure>>;

export type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ContractFailure };

export interface DeskSession {
  ask<N extends RequestName>(request: N, input: RequestInput<N>): Promise<Answered<RequestOutput<N>>>;
  /** As `ask`, for a request and an input that came from outside. */
  askAnything(request: string, input: unknown): Promise<Answered<unknown>>;
  listen(call: (notice: Notice) => void): () => void;
  /** For whoever hands it on to a door, as `serve` does. */
  readonly host: ConsoleHost;
  close(): Promise<void>;
}

/**
 * `writer`: refused with `read-only` where another console holds it, or where it is damaged. `reader` never asks for the
 * lock and works beside any console. `either` writes where it can, and reads where it cannot.
 */
export type OpenAs = 'writer' | 'reader' | 'either';

const rights: ReadonlySet<Right> = new Set(['read', 'draft', 'lead']);

export const user = userInfo().username;

/**
 * `lasting`: it stays open until somebody ends it, and is a console like any other meanwhile. `leading`: it is one until the maintenance it leads
 * is over, so it begins nothing else by itself.
 */
export type Stay = 'brief' | 'leading' | 'lasting';

export async function openDesk(
  openHost: OpenHost,
  workspace: string,
  as: OpenAs,
  stay: Stay = 'brief',
): Promise<Answered<DeskSession>> {
  const program = 'Drydock (command line)';
  const isBrief = stay === 'brief';
  const opened = await openHost({
    workspace,
    user,
    program,
    isBrief,
    leadsOne: stay === 'leading',
    as: as === 'reader' ? 'reader' : 'console',
  });
  if (!opened.ok) return opened;
  const session = toSession(opened.value, { id: `cli-${process.pid}`, actor: { kind: 'person', name: user }, rights });
  if (as !== 'writer') return succeed(session);
  const shown = await session.ask('workspace.show', {});
  if (shown.ok && !shown.value.isReadOnly) return succeed(session);
  await session.close();
  if (!shown.ok) return shown;
  const { holder, readOnlyBecause } = shown.value;
  if (holder === undefined) {
    return fail('read-only', readOnlyBecause ?? `the workspace ${workspace} cannot be written to`);
  }
  const since = new Date(holder.sinceMs).toISOString();
  return fail('read-only', `${holder.name} (pid ${holder.pid}) holds the workspace ${workspace} since ${since}`, {
    advice: 'Use that console, or close it and try again. Reading commands (follow, log, list, show) work meanwhile.',
  });
}

function toSession(host: ConsoleHost, caller: Caller): DeskSession {
  const askAnything = async (request: string, input: unknown): Promise<Answered<unknown>> => {
    const answer = await host.desk.answer(caller, request, input);
    return answer.ok ? succeed(answer.output) : answer;
  };
  return {
    // The desk is this very process: its answers are of the contract's shapes, and reading them twice buys nothing.
    ask: (request, input) => askAnything(request, input) as Promise<Answered<RequestOutput<typeof request>>>,
    askAnything,
    listen: (call) => host.desk.listen(caller, call),
    host,
    close: () => host.close(),
  };
}
