/** What a question after a gate ends with: the exit status is the answer, and whatever goes wrong is unknown (`REL-9`). */
import type { GateView } from '../../../contract/gate-shapes.ts';
import type { ContractFailure } from '../../../contract/shapes.ts';
import type { CommandContext } from '../command-context.ts';
import { type DeskSession, openDesk } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';

/** Nothing but an open gate is ever 0. */
export const gateStatus = {
  open: exitStatus.done,
  blocked: exitStatus.failed,
  unknown: exitStatus.needsPerson,
} as const;

export interface GateAnswer {
  readonly state: keyof typeof gateStatus;
  readonly record: object;
  readonly lines: readonly string[];
  readonly failure?: ContractFailure;
}

/**
 * A fault of ours, a reader that closed the pipe, a worker that dies: all of it is unknown. The status stands before anything is
 * printed, so that no way out of here is 0 by accident.
 */
export async function answerGate(
  { print }: CommandContext,
  find: () => Promise<readonly GateAnswer[]>,
): Promise<ExitStatus> {
  process.exitCode = gateStatus.unknown;
  process.once('uncaughtException', (error) => {
    console.error(error);
    process.exit(gateStatus.unknown);
  });
  const answers = await find().catch((error: unknown): readonly GateAnswer[] => {
    const message = `something went wrong inside Drydock: ${error instanceof Error ? error.message : String(error)}`;
    return [toUnknown({ kind: 'internal', message })];
  });
  const status = toStatus(answers);
  process.exitCode = status;
  for (const { record, lines, failure } of answers) {
    print.record(record);
    for (const line of lines) print.line(line);
    if (failure === undefined) continue;
    print.aside(`drydock: ${failure.message}`);
    if (failure.advice !== undefined) print.aside(`         ${failure.advice}`);
  }
  return status;
}

/** Of several, the worst; of none, nobody knows. */
function toStatus(answers: readonly GateAnswer[]): ExitStatus {
  const states = answers.map(({ state }) => state);
  if (states.length === 0 || states.includes('unknown')) return gateStatus.unknown;
  return states.includes('blocked') ? gateStatus.blocked : gateStatus.open;
}

/** Looks in the workspace itself, beside whichever console runs. */
export async function lookInWorkspace(
  { openHost, workspace }: CommandContext,
  look: (desk: DeskSession) => Promise<readonly GateAnswer[]>,
): Promise<readonly GateAnswer[]> {
  const desk = await openDesk(openHost, workspace, 'reader');
  if (!desk.ok) return [toUnknown(desk.failure)];
  try {
    return await look(desk.value);
  } finally {
    await desk.value.close();
  }
}

export function toGateAnswer(view: GateView): GateAnswer {
  const advice = new Set(view.causes.map((cause) => `  ${cause.advice}`));
  return { state: view.state, record: view, lines: [view.says, ...advice] };
}

export function toUnknown({ kind, message, advice }: ContractFailure, environment?: string): GateAnswer {
  const failure = { kind, message, ...(advice === undefined ? {} : { advice }) };
  const record = { ...(environment === undefined ? {} : { environment }), state: 'unknown', failure };
  return { state: 'unknown', record, lines: ['unknown'], failure };
}
