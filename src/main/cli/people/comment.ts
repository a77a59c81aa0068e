/** `drydock comment add|list|seen`: what the people of a maintenance say to each other, from a script as from a screen. */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { Subject } from '../../../core/comment/comment.ts';
import { whoHasSeen } from '../../../core/comment/reading.ts';
import { toSubjectText } from '../../../core/maintenance/event-text/comment-text.ts';
import { namesFoundBy } from '../../../core/maintenance/names/names.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type Perform, stopWith } from '../command-context.ts';
import { exitStatus } from '../exit-status.ts';
import { end, withState } from '../with-state.ts';
import { addElsewhere } from './comment-elsewhere.ts';
import { type AboutOptions, toAbout, withSubject } from './comment-subject.ts';

export function addComment(program: Command, perform: Perform): void {
  const comment = program.command('comment').description('what people say to each other in a maintenance');
  withSubject(
    comment
      .command('add')
      .description('say something to the others; @id of somebody on the roster tells them')
      .argument('<name>', 'the maintenance')
      .argument('<words>', 'what is said'),
  ).action((name: string, text: string, options: AboutOptions, command: Command) =>
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
  addElsewhere(comment, perform);
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

function toAboutWords(state: MaintenanceState, about: Subject | undefined): string {
  if (about === undefined) return '';
  const names = namesFoundBy((kind, id) =>
    kind === 'step' ? state.plan.steps.find((step) => step.id === id)?.title : undefined,
  );
  return ` on ${toSubjectText(about, names)}`;
}
