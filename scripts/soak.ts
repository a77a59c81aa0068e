/**
 * `npm run soak`: the tests that kill, cut and guess at random, and those that break backups and bundles, in their full form. `DRYDOCK_SOAK_ROUNDS` says how many rounds
 * each crash test takes (200), `DRYDOCK_PROPERTY_RUNS` how many runs the state machine's properties get (50 000).
 */
import { provide, testNeeds } from './needs.ts';
import { installed, run } from './stage.ts';

if (!(await provide(testNeeds))) process.exit(1);
const rounds = process.env['DRYDOCK_SOAK_ROUNDS'] ?? '200';
const runs = process.env['DRYDOCK_PROPERTY_RUNS'] ?? '50000';
const places = [
  'test/faults',
  'test/ssh/faults',
  'test/store/crash',
  'test/core/maintenance',
  'test/real/backup',
  'test/bundle/verify',
];
const [program, options] = installed('vitest/vitest.mjs', [
  ...['run', '--testTimeout', '0', '--no-file-parallelism'],
  ...places,
]);
process.exitCode = await run(program, options, { DRYDOCK_SOAK_ROUNDS: rounds, DRYDOCK_PROPERTY_RUNS: runs });
