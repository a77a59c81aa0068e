/** A line of output as runs of text with the classes that colour them: SGR becomes classes, everything else that is no text is dropped or shown. */
import Anser from 'anser';
import { stripAnsi } from '../../../core/text/ansi.ts';

export interface AnsiRun {
  readonly text: string;
  /** Of ansi.module.css: `fg-1`, `bg-4`, `bold` … Empty for plain text. */
  readonly classes: readonly string[];
}

/** A line longer than this is shown cut, and says so; copying gives all of it. */
export const shownLength = 4_000;

const sgr = /(\u001b\[[0-9;:]*m)/;
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Colours, cursor movements and titles taken out; what a terminal would obey is made visible (`␍`). */
export function toPlainText(text: string): string {
  return showControls(stripAnsi(text));
}

export function toAnsiRuns(text: string): readonly AnsiRun[] {
  if (!text.includes('\u001b')) return [{ text: showControls(text), classes: [] }];
  const colours = text
    .split(sgr)
    .map((part, index) => (index % 2 === 1 ? part : stripAnsi(part)))
    .join('');
  return Anser.ansiToJson(colours, { use_classes: true, remove_empty: true }).map((entry) => ({
    text: showControls(entry.content),
    classes: [
      ...colourClass('fg', entry.fg, entry.fg_truecolor),
      ...colourClass('bg', entry.bg, entry.bg_truecolor),
      ...entry.decorations,
    ],
  }));
}

function showControls(text: string): string {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  return line.replace(control, (found) =>
    found === '\u007f' ? '␡' : String.fromCharCode(0x2400 + found.charCodeAt(0)),
  );
}

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** One of sixteen: only those have a contrast in both schemes that was looked at, so richer palettes go to their nearest. */
function colourClass(plane: 'fg' | 'bg', name: string | null, truecolor: string | null): readonly string[] {
  if (name === null || name === undefined) return [];
  if (name === 'ansi-truecolor') return [`${plane}-${nearest((truecolor ?? '').split(',').map(Number))}`];
  const palette = /^ansi-palette-(\d+)$/.exec(name);
  if (palette !== null) return [`${plane}-${fromPalette(Number(palette[1]))}`];
  const index = names.indexOf(name.replace('ansi-', '').replace('bright-', ''));
  if (index < 0) return [];
  return [`${plane}-${name.includes('bright') ? index + 8 : index}`];
}

function fromPalette(index: number): number {
  if (index < 16) return index;
  if (index >= 232) return nearest([0, 0, 0].map(() => 8 + (index - 232) * 10));
  const cube = index - 16;
  return nearest([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((level) => level * 51));
}

/** By hue and brightness: a red is a red whatever its shade. */
function nearest([red = 0, green = 0, blue = 0]: readonly number[]): number {
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  if (high - low < 40) return high < 64 ? 0 : high < 144 ? 8 : high < 216 ? 7 : 15;
  const half = (high + low) / 2;
  const bits = (red > half ? 1 : 0) + (green > half ? 2 : 0) + (blue > half ? 4 : 0);
  return high > 170 ? bits + 8 : bits;
}
