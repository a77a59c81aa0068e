/** Finds the maintenance a person names on the command line: by its title or its id. */
import type { MaintenanceSummary } from '../../contract/shapes.ts';
import { fail, succeed } from '../../core/result.ts';
import type { Answered, DeskSession } from './desk-session.ts';

/** Where several have the title, it is refused with their ids: guessing is how the wrong one runs. */
export async function findMaintenance(desk: DeskSession, name: string): Promise<Answered<MaintenanceSummary>> {
  const listed = await desk.ask('maintenance.list', {});
  if (!listed.ok) return listed;
  const found = listed.value.filter(({ id, title }) => id === name || title === name);
  const [one, ...others] = found;
  if (one === undefined) {
    return fail('no-such-maintenance', `there is no maintenance “${name}”`, {
      advice: 'See them all with: drydock maintenance list',
    });
  }
  if (others.length > 0) {
    const ids = found.map(({ id, status }) => `${id} (${status})`).join(', ');
    return fail('bad-use', `${found.length} maintenances are called “${name}”`, {
      advice: `Name one by its id: ${ids}`,
    });
  }
  return succeed(one);
}
