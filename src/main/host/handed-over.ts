/** Where bundles lie by which a lead comes or goes, and what of them is of no use any more. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isPassed } from '../../core/lead/relay.ts';
import type { Ledger } from '../engine/ledger.ts';
import { partSuffix } from '../lead/fetch.ts';

export function toHandedOver(workspace: string): string {
  return join(workspace, 'handed-over');
}

/**
 * Removes what was fetched in part, what another console fetched from here (which begins again by having it written anew), and what
 * was fetched of a maintenance that is led here. What was fetched whole and nobody has received yet stays: it may be all there is.
 */
export function sweepHandedOver(
  workspace: string,
  ledger: Pick<Ledger, 'list' | 'state'>,
  report: (problem: unknown) => void,
): void {
  const folder = toHandedOver(workspace);
  const led = ledger.list().filter((id) => {
    const state = ledger.state(id);
    return state !== undefined && !isPassed(state);
  });
  const isOfNoUse = (name: string) =>
    name.endsWith(partSuffix) || written.test(name) || led.some((id) => name.startsWith(`${id}-`));
  for (const name of listFiles(folder).filter(isOfNoUse)) {
    try {
      rmSync(join(folder, name), { force: true });
    } catch (problem) {
      report(problem);
    }
  }
}

/** Of its maintenance alone; what is fetched has a random part in its name, for each time is another. */
const written = /^m-[a-z0-9]+\.drydock\.zip$/;

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No lead has come or gone here yet.
    return [];
  }
}
