/** What a comment given at a terminal is about: the options that name it, and what they mean. */
import type { Command } from 'commander';
import type { Subject } from '../../../core/comment/comment.ts';
import { partsOfTask, type TaskId, taskIdSchema } from '../../../core/ids.ts';
import { fail, type Result, succeed } from '../../../core/result.ts';

export interface AboutOptions {
  readonly line?: string;
  readonly event?: string;
  readonly step?: string;
  readonly notice?: string;
  readonly answers?: string;
}

export function withSubject(command: Command): Command {
  return command
    .option('--line <row>', 'about a line of output, by its number')
    .option('--event <seq>', 'about an event of the journal, by its number')
    .option('--step <step>', 'about a step, by its id; of a run also one host of it, STEP@HOST')
    .option('--notice <notice>', 'about a notice, by its id')
    .option('--answers <comment>', 'in answer to a comment, by its id');
}

/** One subject at most: a comment is about one thing. */
export function toAbout({ line, event, step, notice, answers }: AboutOptions): Result<{ readonly about?: Subject }> {
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
