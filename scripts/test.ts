/** `npm test`: everything there is to test, with what it needs. Ends with one line that counts all runners together. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { provide, testNeeds } from './needs.ts';
import { root, run, runInstalled } from './stage.ts';
import { add, isGreen, nothing, type Tally, tallyPlaywright, tallyVitest, toLine } from './tally.ts';

const reports = `${root}/test-results/reports`;

interface Stage {
  readonly name: string;
  /** Resolves with what it counted. */
  perform(): Promise<Tally>;
}

/** A check is not a test: it counts only when it fails. */
function check(name: string, perform: () => Promise<number>): Stage {
  return { name, perform: async () => ((await perform()) === 0 ? nothing : { ...nothing, failed: 1 }) };
}

/** A runner counts its tests; one that ends badly although all it counted went well has failed as such. */
function runner<Report>(
  name: string,
  report: string,
  tally: (report: Report) => Tally,
  perform: () => Promise<number>,
) {
  return {
    name,
    async perform() {
      const status = await perform();
      const counted = existsSync(report) ? tally(JSON.parse(readFileSync(report, 'utf8'))) : nothing;
      return status !== 0 && counted.failed === 0 ? add(counted, { ...nothing, failed: 1 }) : counted;
    },
  };
}

const vitestReport = `${reports}/vitest.json`;
const playwrightReport = `${reports}/playwright.json`;
const vitest = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];

const stages: readonly Stage[] = [
  ...['lint', 'types', 'arrows', 'unused'].map((script) =>
    check(script, () => run('npm', ['run', '--silent', script])),
  ),
  check('build', () => run('npm', ['run', '--silent', 'build'])),
  runner('vitest', vitestReport, tallyVitest, () => runInstalled('vitest/vitest.mjs', vitest)),
  runner('browser', playwrightReport, tallyPlaywright, () =>
    runInstalled('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport,
    }),
  ),
];

if (!(await provide(testNeeds))) process.exit(1);
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

let total = nothing;
const summary: string[] = [];
for (const { name, perform } of stages) {
  const beganAt = performance.now();
  console.log(`\n── ${name}`);
  const tally = await perform();
  total = add(total, tally);
  summary.push(
    `${name.padEnd(8)} ${((performance.now() - beganAt) / 1_000).toFixed(1).padStart(6)} s  ${toLine(tally)}`,
  );
}
console.log(`\n${summary.join('\n')}\n\n${toLine(total)}`);
process.exitCode = isGreen(total) ? 0 : 1;
