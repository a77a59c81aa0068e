/** Decisions about the notices: planned, written, sent. */
import { assertNever, type Result, succeed } from '../../result.ts';
import type { Actor } from '../actor.ts';
import type { noticeCommandSchemas } from '../commands/notice-commands.ts';
import type { outboxCommandSchemas } from '../commands/outbox-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';

type NoticeCommand = CommandOf<keyof typeof noticeCommandSchemas | keyof typeof outboxCommandSchemas>;

export function decideOnNotice(
  state: MaintenanceState,
  command: NoticeCommand,
  actor: Actor,
): Result<readonly NewEvent[], Refusal> {
  const { notices } = state.notices;
  const find = (id: string) => notices.find((notice) => notice.id === id);
  switch (command.type) {
    case 'plan-notice':
      if (find(command.notice.id) !== undefined) return refuse('not-now', 'There is a notice of that id already.');
      return succeed([{ type: 'notice-planned', data: { notice: command.notice }, actor }]);
    case 'change-notice':
      if (find(command.notice.id) === undefined) return refuse('not-now', 'There is no such notice.');
      return succeed([{ type: 'notice-changed', data: { notice: command.notice }, actor }]);
    case 'drop-notice':
      if (find(command.notice) === undefined) return refuse('not-now', 'There is no such notice.');
      return succeed([{ type: 'notice-dropped', data: { notice: command.notice, reason: command.reason }, actor }]);
    case 'begin-sending': {
      const { type: _, ...data } = command;
      return succeed([{ type: 'sending-begun', data, actor }]);
    }
    case 'settle-sending': {
      const { type: _, ...data } = command;
      return succeed([{ type: 'sending-settled', data, actor }]);
    }
    case 'copy-notice': {
      const { type: _, ...data } = command;
      return succeed([{ type: 'notice-copied', data, actor }]);
    }
    case 'report-sending-tried': {
      const { type: _, ...data } = command;
      return succeed([{ type: 'sending-tried', data, actor }]);
    }
    case 'report-sending-done': {
      const { type: _, ...data } = command;
      return succeed([{ type: 'sending-done', data, actor }]);
    }
    case 'report-sending-unknown': {
      const { type: _, ...data } = command;
      return succeed([{ type: 'sending-unknown', data, actor }]);
    }
    default:
      return assertNever(command);
  }
}
