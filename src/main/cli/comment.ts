/** `drydock comment add|list|seen`: what the people of a maintenance say to each other, from a script as from a screen. */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { Subject } from '../../core/comment/comment.ts';
import { whoHasSeen } from '../../core/comment/reading.ts';
import { partsOfTask, type TaskId, taskIdSchema } from '../../core/ids.ts';
import { toSubjectText } from '../../core/maintenance/event-text/comment-text.ts';
import { namesFoundBy } from '../../core/maintenance/names/names.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { fail, type Result, succeed } from '../../core/result.ts';
import { type Perform, stopWith } from './command-context.ts';
import { exitStatus } from './exit-status.ts';
import { end, withState } from './with-state.ts';

interface AboutOptions {
  readonly line?: string;
  readonly event?: string;
  readonly step?: string;
  readonly notice?: string;
  readonly answers?: string;
}

export function addComment(program: Command, perform: Perform): void {
  const comment = program.command('comment').description('what people say to each other in a maintenance');
  comment
    .command('add')
    .description('say something to the others; @id of somebody on the roster tells them')
    .argument('<name>', 'the maintenance')
    .argument('<words>', 'what is said')
    .option('--line <row>', 'about a line of output, by its number')
    .option('--event <seq>', 'about an event of the journal, by its number')
    .option('--step <step>', 'about a step, by its id; of a run also one host of it, STEP@HOST')
    .option('--notice <notice>', 'about a notice, by its id')
    .option('--answers <comment>', 'in answer to a comment, by its id')
    .action((name: string, text: string, options: AboutOptions, command: Command) =>
      perform(command, (context) =>
        withState(context, 'writer', name, async (_context, desk, { id: maintenance }) => {
          const about = toAbout(options);
          if (!about.ok) return stopWith(context, about.failure);
          const said = { maintenance, comment: randomUUID(), text, ...about.value };
          return end(context, await desk.ask('comment.add', said), 'said');
        }),
      ),
    );
  comment
    .command('list')
    .description('list what was said, and who has seen it')
    .argument('<name>', 'the maintenance')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withState(context, 'reader', name, async (_context, _desk, state) => {
          for (const one of state.talk.comments) {
            const seenBy = whoHasSeen(state.talk, { kind: 'comment', comment: one.id }).map(({ by }) => by.name);
            context.print.record({ ...one, seenBy });
            const seen = seenBy.length === 0 ? '' : `\n    seen by ${seenBy.join(', ')}`;
            context.print.line(`${one.id}  ${one.by.name}${toAboutWords(state, one.about)}: ${one.text}${seen}`);
          }
          return exitStatus.done;
        }),
      ),
    );
  comment
    .command('seen')
    .description('mark comments as seen by you')
    .argument('<name>', 'the maintenance')
    .argument('<comments...>', 'their ids')
    .action((name: string, comments: readonly string[], _options: unknown, command: Command) =>
      perform(command, (context) =>
        withState(context, 'writer', name, async (_context, desk, { id: maintenance }) => {
          const about = comments.map((one) => ({ kind: 'comment', comment: one }) as const);
          return end(context, await desk.ask('comment.seen', { maintenance, about }), 'marked as seen');
        }),
      ),
    );
}

/** One subject at most: a comment is about one thing. */
function toAbout({ line, event, step, notice, answers }: AboutOptions): Result<{ readonly about?: Subject }> {
  const subjects: Result<Subject>[] = [];
  if (line !== undefined) subjects.push(toNumbered(line, (row) => ({ kind: 'row', row })));
  if (event !== undefined) subjects.push(toNumbered(event, (seq) => ({ kind: 'event', seq })));
  if (step !== undefined) subjects.push(toStep(step));
  if (notice !== undefined) subjects.push(succeed({ kind: 'notice', notice }));
  if (answers !== undefined) subjects.push(succeed({ kind: 'comment', comment: answers }));
  const [one, another] = subjects;
  if (another !== undefined) return fail('bad-use', 'a comment is about one thing: name one');
  if (one === undefined) return succeed({});
  return one.ok ? succeed({ about: one.value }) : one;
}

function toNumbered(text: string, make: (at: number) => Subject): Result<Subject> {
  return /^\d{1,15}$/.test(text) ? succeed(make(Number(text))) : fail('bad-use', `“${text}” is no number of the log`);
}

function toStep(text: string): Result<Subject> {
  const task = taskIdSchema.safeParse(text);
  if (!task.success) return fail('bad-use', `“${text}” is no id of a step`);
  const { step } = partsOfTask(task.data);
  const isOfRun = (text as TaskId) !== (step as string);
  return succeed({ kind: 'step', step, ...(isOfRun ? { task: task.data } : {}) });
}

function toAboutWords(state: MaintenanceState, about: Subject | undefined): string {
  if (about === undefined) return '';
  const names = namesFoundBy((kind, id) =>
    kind === 'step' ? state.plan.steps.find((step) => step.id === id)?.title : undefined,
  );
  return ` on ${toSubjectText(about, names)}`;
}
