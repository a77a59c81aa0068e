/** `npm run soak`: the fault tests for hours instead of minutes. `DRYDOCK_ROUNDS` says how many rounds each of them takes. */
import { provide, testNeeds } from './needs.ts';
import { runInstalled } from './stage.ts';

if (!(await provide(testNeeds))) process.exit(1);
const rounds = process.env['DRYDOCK_ROUNDS'] ?? '2000';
const options = ['run', '--project', 'real', '--testTimeout', '0', 'test/faults'];
process.exitCode = await runInstalled('vitest/vitest.mjs', options, { DRYDOCK_ROUNDS: rounds });
