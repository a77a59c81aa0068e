/** `drydock readiness NAME`: every rule of the policy for one maintenance, now; the exit status says whether it may start. */
import type { Command } from 'commander';
import type { MaintenanceSummary } from '../../../contract/shapes.ts';
import { toLocalTimeText } from '../../../core/schedule/local-time.ts';
import { toOutside } from '../../../core/schedule/window.ts';
import { type Perform, stopWith, withDesk } from '../command-context.ts';
import { exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { toFindingLines } from './finding-lines.ts';

export function addReadiness(program: Command, perform: Perform): void {
  program
    .command('readiness')
    .description('say what the policy finds, and by the exit status whether it may start (0) or not (1)')
    .argument('<name>', 'its title or id')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const found = await findMaintenance(desk, name);
          if (!found.ok) return stopWith(context, found.failure);
          const shown = await desk.ask('readiness.show', { maintenance: found.value.id });
          if (!shown.ok) return stopWith(context, shown.failure);
          const { findings, startProblems, isAtOnce, policy, isFrozen } = shown.value;
          for (const finding of findings) context.print.record(finding);
          for (const line of toFindingLines(findings)) context.print.line(line);
          const mayStart = startProblems.length === 0 || isAtOnce;
          const verdict = mayStart
            ? isAtOnce && startProblems.length > 0
              ? 'It may start: an emergency that needs intervention at once.'
              : 'It may start.'
            : `It may not start: ${startProblems.length} of the rules that must hold do not (${startProblems.map(({ rule }) => rule).join(', ')}).`;
          const note = mayStart && !isAtOnce ? toWindowNote(found.value) : '';
          context.print.line(
            `\n${verdict}${note} Policy: “${policy.name}”${isFrozen ? ', as it was when it was scheduled' : ''}.`,
          );
          return mayStart ? exitStatus.done : exitStatus.failed;
        }),
      ),
    );
}

/** The rules let it start; outside its window a start has to say why all the same. */
function toWindowNote({ window, isPractice }: MaintenanceSummary): string {
  if (window === undefined || isPractice) return '';
  const outside = toOutside(window, Date.now());
  if (outside === undefined) return '';
  const [when, atMs] = outside.side === 'before' ? ['begins', window.startMs] : ['ended', window.endMs];
  return ` Its window ${when} ${toLocalTimeText(atMs, window.zone)}: now only by drydock run … --outside-window WHY.`;
}
