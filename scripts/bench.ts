/** `npm run bench`: every figure beside its baseline, as a table, or with `-- --json` as one object a line. `--only TEXT` picks. */
import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Figure, Measured } from '../test/bench/figure.ts';
import { buildWhereOld } from './build.ts';
import { benchNeeds, provide } from './needs.ts';
import { root } from './stage.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});

if (!(await provide(benchNeeds)) || !(await buildWhereOld())) process.exit(1);

let misses = 0;
let count = 0;
for (const file of globSync('test/bench/*.ts', { cwd: root }).toSorted()) {
  const { figures = [] }: { readonly figures?: readonly Figure[] } = await import(`${root}/${file}`);
  for (const figure of figures.filter(({ name }) => name.includes(values.only))) {
    const measured = await figure.run();
    count += 1;
    if (measured.ratio > figure.target) misses += 1;
    console.log(values.json ? toJson(figure, measured) : toRow(figure, measured));
  }
}
if (!values.json) console.log(`\n${count} figures, ${misses} above their target`);
process.exit(misses > 0 || count === 0 ? 1 : 0);

function toJson({ name, target, baseline }: Figure, { ratio, spread, note }: Measured): string {
  return JSON.stringify({ name, ratio, baseline, target, ok: ratio <= target, spread, note });
}

function toRow({ name, target, baseline }: Figure, { ratio, spread, note }: Measured): string {
  const mark = ratio <= target ? 'ok  ' : 'MISS';
  const figure = `${ratio.toFixed(3)}${spread === undefined ? '' : ` ± ${spread.toFixed(3)}`}`;
  return `${mark}  ${name.padEnd(44)} ${figure.padStart(16)} × ${baseline} (at most ${target})${note ? `  ${note}` : ''}`;
}
