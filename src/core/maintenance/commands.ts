/** What can be asked of a maintenance: by a person at a screen, or by the engine reporting what became of an effect. */
import type { z } from 'zod';
import { approvalCommandSchemas } from './commands/approval-commands.ts';
import { backupCommandSchemas } from './commands/backup-commands.ts';
import { changeCommandSchemas } from './commands/change-commands.ts';
import { commentCommandSchemas } from './commands/comment-commands.ts';
import type { engineCommandSchemas } from './commands/engine-commands.ts';
import { errandCommandSchemas } from './commands/errand-commands.ts';
import type { followerCommandSchemas } from './commands/follower-commands.ts';
import type { leadCommandSchemas } from './commands/lead-commands.ts';
import { noticeCommandSchemas } from './commands/notice-commands.ts';
import type { outboxCommandSchemas } from './commands/outbox-commands.ts';
import { postmortemCommandSchemas } from './commands/postmortem-commands.ts';
import { recordCommandSchemas } from './commands/record-commands.ts';
import { rosterCommandSchemas } from './commands/roster-commands.ts';
import { runCommandSchemas } from './commands/run-commands.ts';
import { scheduleCommandSchemas } from './commands/schedule-commands.ts';
import { sharingCommandSchemas } from './commands/sharing-commands.ts';
import { stepCommandSchemas } from './commands/step-commands.ts';
import type { verificationCommandSchemas } from './commands/verification-commands.ts';

/** Commands a person gives, put together from the areas in `commands/`. Each is a request of the contract as it stands. */
export const personCommandSchemas = {
  ...recordCommandSchemas,
  ...runCommandSchemas,
  ...stepCommandSchemas,
  ...errandCommandSchemas,
  ...scheduleCommandSchemas,
  ...rosterCommandSchemas,
  ...approvalCommandSchemas,
  ...backupCommandSchemas,
  ...changeCommandSchemas,
  ...noticeCommandSchemas,
  ...sharingCommandSchemas,
  ...postmortemCommandSchemas,
  ...commentCommandSchemas,
} as const;
/** zod infers a shape without fields as a record of nothing, which would forbid `type` beside it. */
type FieldsOf<Shape> = string extends keyof Shape ? unknown : Shape;

export type PersonCommandType = keyof typeof personCommandSchemas;
export type PersonCommand = {
  readonly [T in PersonCommandType]: { readonly type: T } & FieldsOf<z.infer<(typeof personCommandSchemas)[T]>>;
}[PersonCommandType];

export type EngineCommandType = keyof typeof engineCommandSchemas;
export type EngineCommand = {
  readonly [T in EngineCommandType]: { readonly type: T } & z.infer<(typeof engineCommandSchemas)[T]>;
}[EngineCommandType];

type OutboxCommandType = keyof typeof outboxCommandSchemas;
/** What the outbox reports of a notice on its way. */
export type OutboxCommand = {
  readonly [T in OutboxCommandType]: { readonly type: T } & z.infer<(typeof outboxCommandSchemas)[T]>;
}[OutboxCommandType];

type VerificationCommandType = keyof typeof verificationCommandSchemas;
/** What the verification of backups reports. */
export type VerificationCommand = {
  readonly [T in VerificationCommandType]: { readonly type: T } & z.infer<(typeof verificationCommandSchemas)[T]>;
}[VerificationCommandType];

type FollowerCommandType = keyof typeof followerCommandSchemas;
/** What the door for followers reports of them. */
export type FollowerCommand = {
  readonly [T in FollowerCommandType]: { readonly type: T } & z.infer<(typeof followerCommandSchemas)[T]>;
}[FollowerCommandType];

type LeadCommandType = keyof typeof leadCommandSchemas;
/** What the desk says of the lead on its way between consoles. */
export type LeadCommand = {
  readonly [T in LeadCommandType]: { readonly type: T } & z.infer<(typeof leadCommandSchemas)[T]>;
}[LeadCommandType];

export type Command =
  | PersonCommand
  | EngineCommand
  | OutboxCommand
  | VerificationCommand
  | FollowerCommand
  | LeadCommand;
export type CommandOf<T extends Command['type']> = Extract<Command, { readonly type: T }>;
