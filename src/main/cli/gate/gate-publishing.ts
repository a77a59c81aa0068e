/** Publishes gates from a command that ends at once, and says what became of each file. */
import type { GatePublicationView } from '../../../contract/gate-shapes.ts';
import type { CommandContext } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';

/** Whether every file is there. Problems go to standard error: what could not be published expires by itself. */
export async function publishNow(context: CommandContext, desk: DeskSession): Promise<boolean> {
  const known = await desk.ask('gate.publications', {});
  if (known.ok && known.value.length === 0) return true;
  const published = await desk.ask('gate.publish', {});
  if (!published.ok) {
    context.print.aside(`drydock: ${published.failure.message}`);
    return false;
  }
  return sayFiles(context, published.value);
}

export function sayFiles({ print }: CommandContext, publications: readonly GatePublicationView[]): boolean {
  let isWhole = true;
  for (const { publication, files } of publications) {
    for (const { environment, file, published, problem } of files) {
      const where = `${publication.name}: ${file}`;
      if (problem !== undefined) {
        isWhole = false;
        print.aside(`${where} could not be published: ${problem}`);
        print.aside(`  What lies there of ${environment} holds until it expires.`);
      } else if (published !== undefined) {
        print.line(`${where} says ${published.state} until ${new Date(published.expiresAtMs).toISOString()}`);
      }
    }
  }
  return isWhole;
}
