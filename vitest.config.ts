/** The unit and integration tests. `npm run check` runs `unit` alone; `npm test` runs them all. */
import './scripts/compile-cache.ts';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** A busy machine is slow, not wrong: these only end what hangs. */
const patience = { testTimeout: 240_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };

export default defineConfig({
  test: {
    // What takes long here waits, for a server or a step: more workers than processors.
    maxWorkers: 2 * availableParallelism(),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{core,contract,renderer,rules}/**/*.test.{ts,tsx}'],
          ...patience,
          // Tests of values leave nothing behind: one process reads the modules once for all of them.
          isolate: false,
        },
      },
      {
        test: {
          name: 'main',
          include: ['test/{store,ssh,engine,desk,lead,bundle,gate,link,notify,practice,cli,faults,real}/**/*.test.ts'],
          ...patience,
          // What a file opens it closes: its worker goes on with the next one, and has read the modules already.
          isolate: false,
        },
      },
      {
        test: {
          // Electron is stood in for: each of its files has modules of its own.
          name: 'shell',
          include: ['test/shell/**/*.test.ts'],
          ...patience,
        },
      },
    ],
  },
});
