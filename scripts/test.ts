/** `npm test`: everything there is to test, with what it needs. Ends with one line that counts all runners together. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { provide, testNeeds } from './needs.ts';
import { installed, root, runBeside } from './stage.ts';
import { add, isGreen, nothing, type Tally, tallyPlaywright, tallyVitest, toLine } from './tally.ts';

const reports = `${root}/test-results/reports`;

interface Stage {
  readonly name: string;
  /** Resolves with what it counted. */
  perform(): Promise<Tally>;
}

function failed(why: string): Tally {
  return { ...nothing, failed: 1, failures: [why] };
}

/** A check is not a test: it counts only when it fails. */
function check(script: string, ...options: readonly string[]): Stage {
  return {
    name: script,
    async perform() {
      const status = await runBeside(script, 'npm', ['run', '--silent', script, '--', ...options]);
      return status === 0 ? nothing : failed(`${script}: ended with status ${status}`);
    },
  };
}

/** A runner counts its tests; one that ends badly although all it counted went well has failed as such. */
function runner<Report>(
  name: string,
  report: string,
  tally: (report: Report) => Tally,
  [program, options]: readonly [string, readonly string[]],
  environment: Readonly<Record<string, string>> = {},
): Stage {
  return {
    name,
    async perform() {
      const status = await runBeside(name, program, options, environment);
      const counted = existsSync(report) ? tally(JSON.parse(readFileSync(report, 'utf8'))) : nothing;
      return status !== 0 && counted.failed === 0
        ? add(counted, failed(`${name}: ended with status ${status}`))
        : counted;
    },
  };
}

const vitestReport = `${reports}/vitest.json`;
const playwrightReport = `${reports}/playwright.json`;
const vitest = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];

const vitestStage = runner('vitest', vitestReport, tallyVitest, installed('vitest/vitest.mjs', vitest), {
  DRYDOCK_TEST_BUILD: '1',
});
const browserStage = runner(
  'browser',
  playwrightReport,
  tallyPlaywright,
  installed('@playwright/test/cli.js', ['test', '--reporter=list,json']),
  { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
);

/**
 * The stages of a group run beside each other. Vitest's tests wait often enough to leave the checks a processor; both runners beside
 * each other would only slow each other down.
 */
const groups: readonly (readonly Stage[])[] = [
  [check('build', '--logLevel', 'warn')],
  [check('lint'), check('types'), check('arrows'), check('unused'), vitestStage],
  [browserStage],
];

if (!(await provide(testNeeds))) process.exit(1);
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

let total = nothing;
const summary: string[] = [];
for (const group of groups) {
  const beganAt = performance.now();
  console.log(`\n── ${group.map(({ name }) => name).join(', ')}`);
  const perform = async ({ name, perform }: Stage) => {
    const tally = await perform();
    const seconds = ((performance.now() - beganAt) / 1_000).toFixed(1);
    return { tally, line: `${name.padEnd(8)} ${seconds.padStart(6)} s  ${toLine(tally)}` };
  };
  for (const { tally, line } of await Promise.all(group.map(perform))) {
    total = add(total, tally);
    summary.push(line);
  }
}
const failures = total.failures.map((failure) => `failed   ${failure.replace(root, '')}\n`).join('');
console.log(`\n${summary.join('\n')}\n\n${failures}${toLine(total)}`);
process.exitCode = isGreen(total) ? 0 : 1;
