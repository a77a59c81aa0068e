/** What the command tells its caller by its exit status. Documented in docs/command-line.md; scripts rely on it. */
import type { ContractFailure } from '../../contract/shapes.ts';

export const exitStatus = {
  /** Everything that was asked is done. */
  done: 0,
  /** It was tried, and it failed: a run that did not complete, a file that could not be read. */
  failed: 1,
  /** It could not be tried: a wrong option, a name nobody knows, a workspace held by another console. */
  badUse: 2,
  /** It goes on as soon as a person has said or done something; what, is printed. */
  needsPerson: 3,
} as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** Failures of the caller's own making: trying again without a change is pointless, and nothing was touched. */
const badUseKinds: ReadonlySet<string> = new Set([
  'bad-use',
  'bad-input',
  'bad-path',
  'bad-invite',
  'not-allowed',
  'not-asked',
  'nobody-here',
  'not-confirmed',
  'not-now',
  'not-ready',
  'read-only',
  'file-exists',
  'jump-circle',
  'host-in-use',
  'workspace-missing',
  'workspace-newer',
  'workspace-older',
]);

export function exitStatusOf({ kind }: Pick<ContractFailure, 'kind'>): ExitStatus {
  // Somebody has to say why it cannot wait for its window; nothing about the command itself is wrong.
  if (kind === 'outside-window') return exitStatus.needsPerson;
  return badUseKinds.has(kind) || kind.startsWith('no-such-') ? exitStatus.badUse : exitStatus.failed;
}
