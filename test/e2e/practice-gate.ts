/** A gate in the practice shop's migration: it stops after so many batches until a test has done what must be done meanwhile. */
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Between two batches the shop rests; this many rests later the gate is in the way. */
const batchesBefore = 12;

const gate = `#!/bin/sh
echo >>"$HOME/.practice-rests"
[ "$(wc -l <"$HOME/.practice-rests")" -lt ${batchesBefore} ] || while [ -e "$HOME/.practice-gate" ]; do sleep 0.05; done
sleep 0.05
`;

export class PracticeGate {
  readonly #home: string;

  private constructor(home: string) {
    this.#home = home;
  }

  /** The last batch whose line is printed while the gate is shut. */
  static readonly lastBatch = `batch  ${batchesBefore}`;

  /** Shuts it. The practice host must have been laid out: laying it out anew opens the gate for good. */
  static shut(workspace: string): PracticeGate {
    const home = join(workspace, 'practice', 'home');
    const shop = join(home, 'bin', 'shop');
    const script = readFileSync(shop, 'utf8');
    const gated = script.replace('system("sleep 0.1")', 'system("practice-gate")');
    if (gated === script) throw new Error('the shop does not rest between its batches any more');
    writeFileSync(join(home, '.practice-gate'), '');
    writeFileSync(join(home, 'bin', 'practice-gate'), gate);
    chmodSync(join(home, 'bin', 'practice-gate'), 0o700);
    writeFileSync(shop, gated);
    return new PracticeGate(home);
  }

  open(): void {
    rmSync(join(this.#home, '.practice-gate'), { force: true });
  }

  /** How often the migration has begun: it numbers its batches anew each time. */
  get rests(): number {
    const file = join(this.#home, '.practice-rests');
    return existsSync(file) ? readFileSync(file, 'utf8').length : 0;
  }

  /** The ids of the orders as they were backed up, in order: the migration prints one line for each. */
  orders(): readonly string[] {
    const backup = gunzipSync(readFileSync(join(this.#home, 'shop', 'backup', 'orders.tsv.gz'))).toString('utf8');
    return backup
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t', 1)[0] ?? '');
  }
}
