/** A log like those that maintenances write: instants, ids, host names, numbers, now and then an error. The same for the same seed. */

const verbs = ['applied', 'checked', 'copied', 'skipped', 'verified', 'rewrote', 'vacuumed', 'indexed'];
const things = ['row group', 'partition', 'segment', 'index page', 'lease', 'replica', 'snapshot', 'tablespace'];

/** About 80 bytes a line, in blocks of about 64 KB that end with a line. */
export function* makeLog(lines: number, seed: number): Generator<Uint8Array<ArrayBuffer>> {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const random = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * limit);
  };
  let text = '';
  for (let line = 0; line < lines; line += 1) {
    const second = String(Math.floor(line / 40) % 60).padStart(2, '0');
    const milli = String(random(1000)).padStart(3, '0');
    const what = `${verbs[random(8)]} ${things[random(8)]} ${line + seed}`;
    const more = line % 4 === 0 ? `txn ${hex(random, 8)}-${hex(random, 4)}-${hex(random, 4)}` : `${random(100)} % done`;
    text += `2026-11-20T03:12:${second}.${milli}Z db-${random(9)} ${what} in ${random(900)} ms, ${more}\n`;
    if (text.length >= 65_536 || line === lines - 1) {
      yield new TextEncoder().encode(text);
      text = '';
    }
  }
}

function hex(random: (limit: number) => number, digits: number): string {
  let text = '';
  for (let digit = 0; digit < digits; digit += 1) text += '0123456789abcdef'[random(16)];
  return text;
}
