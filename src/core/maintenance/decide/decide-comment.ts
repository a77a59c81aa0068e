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
    case 'merge-remarks':
      return merge(state, command, actor);
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

/** In their order, each at most once however often the file comes; all of them or none. */
function merge(state: MaintenanceState, { remarks, fingerprint }: CommandOf<'merge-remarks'>, actor: Actor): Decision {
  const { comments, seen } = state.talk;
  const ids = new Set(comments.map(({ id }) => id));
  const seenKeys = new Set(toSeenKeys(state.talk, actor));
  const events: NewEvent[] = [];
  for (const remark of remarks) {
    const elsewhere = { fingerprint, saidAtMs: remark.atMs };
    if (remark.kind === 'comment') {
      const { comment, text, about } = remark;
      if (ids.has(comment)) continue;
      // An answer to what stands further up in the same file is about something the journal does not have yet.
      const isAnswerToKnown = about?.kind === 'comment' && ids.has(about.comment);
      const refusal = about === undefined || isAnswerToKnown ? undefined : refuseSubject(state, about);
      if (refusal !== undefined) return refusal;
      ids.add(comment);
      const task = about?.kind === 'step' ? about.task : undefined;
      const mentions = [...toMentions(text, state.roster)];
      const said = {
        comment,
        text,
        ...(about === undefined ? {} : { about }),
        ...(task === undefined ? {} : { task }),
      };
      events.push({ type: 'comment-added', data: { ...said, mentions, elsewhere }, actor });
      continue;
    }
    for (const about of remark.about) {
      const refusal = about.kind === 'comment' && ids.has(about.comment) ? undefined : refuseSubject(state, about);
      if (refusal !== undefined) return refusal;
    }
    const news = remark.about.filter((about) => !seenKeys.has(toSubjectKey(about)));
    for (const about of news) seenKeys.add(toSubjectKey(about));
    if (news.length > 0) events.push({ type: 'marked-seen', data: { about: news, elsewhere }, actor });
  }
  if (events.length === 0) return refuse('not-now', 'All of it stands in the journal already.');
  if (ids.size > commentLimits.comments || seen.length + seenKeys.size > commentLimits.seen)
    return refuse('not-now', 'This maintenance has no room for so many comments and marks.');
  return succeed(events);
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
