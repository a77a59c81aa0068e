/** Begins searches and ends them, or the store, before their threads have come up: `node search-ending-process.ts FOLDER ROUNDS`. */
import type { MaintenanceId } from '../../src/core/ids.ts';
import { openStore } from '../../src/main/store/open.ts';

const [folder = '', rounds = '1'] = process.argv.slice(2);
const query = { text: 'x', mode: 'substring', isCaseSensitive: true } as const;

for (let round = 0; round < Number(rounds); round += 1) {
  const opened = await openStore({ folder, program: 'Drydock (test)', user: 'kim', as: 'console' });
  if (!opened.ok) throw new Error(opened.failure.message);
  const { log, close } = opened.value;
  const ends = Array.from({ length: 4 }, () =>
    log.search('m-aaaabbbbccccdddd' as MaintenanceId, query, {}, 1, () => undefined),
  );
  if (round % 2 === 0) for (const end of ends) end();
  // As late as that a search is ended by force, or at once.
  await new Promise((resolve) => setTimeout(resolve, (round % 5) * 30));
  await close();
}
console.log('ended');
