/** Decisions about what people say to each other: it changes nothing of the run, before it, in it or after it. */
import { commentLimits, type Subject, type Talk, toSubjectKey } from '../../comment/comment.ts';
import { toMentions } from '../../comment/mentions.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import type { Actor } from '../actor.ts';
import type { commentCommandSchemas } from '../commands/comment-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isSamePerson } from '../same-person.ts';
import type { MaintenanceState } from '../state.ts';
import { findTask } from '../tasks.ts';

type CommentCommand = CommandOf<keyof typeof commentCommandSchemas>;
type Decision = Result<readonly NewEvent[], Refusal>;

export function decideOnComment(state: MaintenanceState, command: CommentCommand, actor: Actor): Decision {
  switch (command.type) {
    case 'comment':
      return add(state, command, actor);
    case 'mark-seen':
      return markSeen(state, command.about, actor);
    default:
      return assertNever(command);
  }
}

function add(state: MaintenanceState, command: CommandOf<'comment'>, actor: Actor): Decision {
  const { comments } = state.talk;
  const { type: _, ...said } = command;
  if (comments.some(({ id }) => id === said.comment))
    return refuse('not-ready', `There is a comment “${said.comment}” already.`);
  if (comments.length >= commentLimits.comments)
    return refuse('not-now', `This maintenance has ${comments.length.toLocaleString('en')} comments already.`);
  const refusal = said.about === undefined ? undefined : refuseSubject(state, said.about);
  if (refusal !== undefined) return refusal;
  const task = said.about?.kind === 'step' ? said.about.task : undefined;
  const mentions = [...toMentions(said.text, state.roster)];
  const data = { ...said, mentions, ...(task === undefined ? {} : { task }) };
  return succeed([{ type: 'comment-added', data, actor }]);
}

/** What was marked before is passed over. */
function markSeen(state: MaintenanceState, about: readonly Subject[], actor: Actor): Decision {
  for (const subject of about) {
    const refusal = refuseSubject(state, subject);
    if (refusal !== undefined) return refusal;
  }
  const known = toSeenKeys(state.talk, actor);
  const news = [...new Map(about.map((subject) => [toSubjectKey(subject), subject]))]
    .filter(([key]) => !known.has(key))
    .map(([, subject]) => subject);
  if (news.length === 0) return refuse('not-now', `${actor.name} has marked that as seen already.`);
  if (state.talk.seen.length + news.length > commentLimits.seen)
    return refuse('not-now', 'This maintenance has no room for more marks.');
  return succeed([{ type: 'marked-seen', data: { about: news }, actor }]);
}

function toSeenKeys({ seen }: Talk, actor: Actor): ReadonlySet<string> {
  return new Set(seen.filter(({ by }) => isSamePerson(by, actor)).map(({ about }) => toSubjectKey(about)));
}

/** What is spoken of must be there. That a line of output is, nobody here can tell: it is found or not when it is looked for. */
function refuseSubject(state: MaintenanceState, subject: Subject): Decision | undefined {
  switch (subject.kind) {
    case 'row':
      return undefined;
    case 'event':
      return subject.seq >= 1 && subject.seq <= state.seq
        ? undefined
        : refuse('not-ready', `The journal has no event ${subject.seq}.`);
    case 'step': {
      const { step, task: id } = subject;
      if (id === undefined)
        return state.plan.steps.some((one) => one.id === step)
          ? undefined
          : refuse('no-such-task', `The work plan has no step “${step}”.`);
      const task = findTask(state, id);
      return task?.step === step ? undefined : refuse('no-such-task', `This run has no step “${id}”.`);
    }
    case 'notice':
      return state.notices.notices.some(({ id }) => id === subject.notice)
        ? undefined
        : refuse('not-ready', `There is no notice “${subject.notice}”.`);
    case 'comment':
      return state.talk.comments.some(({ id }) => id === subject.comment)
        ? undefined
        : refuse('not-ready', `There is no comment “${subject.comment}”.`);
    default:
      return assertNever(subject);
  }
}
