/** Gathers why a run starts outside its window: from its option, or from the person at the terminal. */
import { refuseOutsideWindow } from '../../../core/maintenance/start-window.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { fail, succeed } from '../../../core/result.ts';
import { toShellWord } from '../../../core/text/shell-word.ts';
import type { Answered } from '../desk-session.ts';
import type { Asker } from '../terminal/asker.ts';

interface Given {
  readonly emergency?: string;
  readonly outsideWindow?: string;
}

/** The field of the start that says it: none within the window. `asker`: none where nobody is at a terminal. */
export async function gatherWhyOutside(
  state: MaintenanceState,
  { emergency, outsideWindow }: Given,
  asker: Asker | undefined,
): Promise<Answered<{ readonly outsideWindow?: string }>> {
  if (outsideWindow !== undefined) {
    return outsideWindow.trim() === ''
      ? fail('bad-use', '--outside-window needs the reason: it is written into the log')
      : succeed({ outsideWindow });
  }
  // It was declared a moment ago, after this state was read.
  const refused = emergency === undefined ? refuseOutsideWindow(state, undefined, Date.now()) : undefined;
  if (refused === undefined) return succeed({});
  const { kind, message } = refused.failure;
  const said = await asker?.ask(`${message}\nWhy does it start outside its window? `);
  if (said !== undefined && said !== '') return succeed({ outsideWindow: said });
  const title = toShellWord(state.title);
  return fail(kind, `“${state.title}” is not started: ${message.charAt(0).toLowerCase()}${message.slice(1)}`, {
    advice: `Wait for it, or say why: drydock run ${title} --confirm ${title} --outside-window 'why'`,
  });
}
