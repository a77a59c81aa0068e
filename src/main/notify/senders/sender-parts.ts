/** What the senders are made of, and what each of them is before its secrets are taken out of what it says. */
import type { HostName } from '../../../core/ids.ts';
import type { Failure, Result } from '../../../core/result.ts';
import type { Clock, HostFiles, HostTarget } from '../../engine/ports.ts';
import type { Sender } from '../ports.ts';

export interface SenderParts {
  readonly clock: Clock;
  /** Files on the workspace's hosts, over SFTP. */
  readonly hostFiles: HostFiles;
  targetOf(host: HostName): Result<HostTarget, Failure>;
}

export interface CheckedSender extends Sender {
  /** What is wrong with how the channel is set up, in a sentence. Looks at nothing but the channel. */
  check(): string | undefined;
}
