/** Who answers when a run needs a person: somebody at a terminal, nobody in a pipe, or the rehearsal itself. */
import type { RequestName } from '../../../contract/requests.ts';
import type { ContractPrompt } from '../../../contract/shapes.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toTaskTitle } from '../../../core/maintenance/tasks.ts';
import type { Asker } from '../terminal/asker.ts';
import type { Printer } from '../terminal/printer.ts';
import type { Need, Way } from './needs.ts';

/** A request that moves the run. */
export interface Move {
  readonly request: RequestName;
  readonly input: object;
}

export interface Leader {
  /** Somebody can answer at once; else nothing is asked as long as a step runs. */
  readonly isThere: boolean;
  /** `undefined`: the need stays, and following ends with what is needed. */
  meet(need: Need, state: MaintenanceState, signal: AbortSignal): Promise<Move | undefined>;
  /** The answers to a connection's question; `undefined` as above. */
  answer(prompt: ContractPrompt, signal: AbortSignal): Promise<readonly string[] | undefined>;
}

/** In a pipe: nobody is there. */
export const nobody: Leader = {
  isThere: false,
  meet: async () => undefined,
  answer: async () => undefined,
};

/** The rehearsal leads itself: it confirms, does what a person would do, and rolls back what fails. */
export const rehearsal: Leader = {
  isThere: true,
  async meet(need) {
    const way = ['confirm', 'countersign', 'go-on', 'done', 'resume', 'roll-back', 'skip', 'abort']
      .map((word) => need.ways.find((candidate) => candidate.word === word))
      // A step that failed is not led past: the rehearsal shows how a rollback goes.
      .find((candidate) => candidate !== undefined && !(need.kind === 'failed' && candidate.word === 'resume'));
    if (way === undefined || need.kind === 'unknown') return undefined;
    return { request: way.request, input: { ...way.input, ...(way.needsReason ? { reason: 'rehearsed' } : {}) } };
  },
  answer: async () => undefined,
};

export function personAt(asker: Asker, print: Printer): Leader {
  return {
    isThere: true,
    async meet(need, state, signal) {
      print.line('');
      print.line(need.message.replaceAll('\n', ' '));
      if (need.kind === 'confirmation' && need.task !== undefined) {
        const { id, host } = need.task;
        const title = toTaskTitle(state, need.task);
        const typed = await asker.ask(`Type ${host} to run ${title}, or leave it empty to stop here: `, signal);
        if (!typed) return undefined;
        return { request: 'step.confirm', input: { maintenance: state.id, task: id, typed } };
      }
      if (need.kind === 'go-on' && need.task?.host !== undefined) {
        const { id, host } = need.task;
        const typed = await asker.ask(`Type ${host} to go on with it, or leave it empty to stop here: `, signal);
        if (!typed) return undefined;
        return { request: 'step.goOn', input: { maintenance: state.id, task: id, typed } };
      }
      const way = await choose(asker, print, need.ways, signal);
      if (way === undefined) return undefined;
      if (!way.needsReason) return { request: way.request, input: way.input };
      const reason = await asker.ask('Why? ', signal);
      return reason ? { request: way.request, input: { ...way.input, reason } } : undefined;
    },
    async answer(prompt, signal) {
      if (prompt.kind === 'host-key') {
        print.line(`${prompt.host} (${prompt.address}, port ${prompt.port}) is met for the first time.`);
        print.line(`It shows the ${prompt.algorithm} key ${prompt.fingerprint}`);
        const typed = await asker.ask(`Type ${prompt.host} to trust it, once you have compared it: `, signal);
        return typed === prompt.host ? ['trust'] : undefined;
      }
      print.line(prompt.title);
      const answers: string[] = [];
      for (const { label, isHidden } of prompt.fields) {
        const given = await (isHidden ? asker.askHidden(`${label} `, signal) : asker.ask(`${label} `, signal));
        if (given === undefined) return undefined;
        answers.push(given);
      }
      return answers;
    },
  };
}

async function choose(
  asker: Asker,
  print: Printer,
  ways: readonly Way[],
  signal: AbortSignal,
): Promise<Way | undefined> {
  for (const { word, does } of ways) print.line(`  ${word.padEnd(12)} ${does}`);
  print.line(`  ${'leave'.padEnd(12)} stop following; the run stays as it is`);
  for (;;) {
    const typed = await asker.ask('What shall be done? ', signal);
    if (typed === undefined || typed === 'leave') return undefined;
    const way = ways.find(({ word }) => word === typed);
    if (way !== undefined) return way;
    if (typed !== '') print.line(`“${typed}” is none of these.`);
  }
}
