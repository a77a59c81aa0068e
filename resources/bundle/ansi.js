/** What a host wrote as runs of text with the classes of its colours, as the screens show it; all else a terminal would obey is taken out or made visible. */

const sequence =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[ -/]+[0-~]|\u001b[0-OQ-WYZ\\`-~]|\u009b[0-?]*[ -/]*[@-~]/g;
const showControls = (text) =>
  text
    .replace(/\r$/, '')
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (found) => String.fromCharCode(0x2400 + found.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '␡');
const plain = (text) => showControls(text.replace(sequence, ''));

const marks = {
  1: 'bold',
  2: 'dim',
  3: 'italic',
  4: 'underline',
  5: 'blink',
  7: 'reverse',
  8: 'hidden',
  9: 'strikethrough',
};
const endings = {
  21: ['bold'],
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  25: ['blink'],
  27: ['reverse'],
  28: ['hidden'],
  29: ['strikethrough'],
};

/** By hue and brightness: only sixteen colours have a contrast in both schemes that was looked at. */
function nearest([red, green, blue]) {
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  if (high - low < 40) return high < 64 ? 0 : high < 144 ? 8 : high < 216 ? 7 : 15;
  const half = (high + low) / 2;
  const bits = (red > half ? 1 : 0) + (green > half ? 2 : 0) + (blue > half ? 4 : 0);
  return high > 170 ? bits + 8 : bits;
}
function fromPalette(index) {
  if (index < 16) return index;
  if (index >= 232) return nearest([0, 0, 0].map(() => 8 + (index - 232) * 10));
  const cube = index - 16;
  return nearest([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((level) => level * 51));
}
const isByte = (value) => value >= 0 && value <= 255;
/** The colour behind 38 or 48, whose parameters are taken from `codes`; `undefined` where they say none. */
function takeColour(codes) {
  const mode = codes.shift();
  if (mode === '5' && codes.length >= 1) {
    const index = Number.parseInt(codes.shift(), 10);
    return isByte(index) ? fromPalette(index) : undefined;
  }
  if (mode === '2' && codes.length >= 3) {
    const levels = codes.splice(0, 3).map((code) => Number.parseInt(code, 10));
    return levels.every(isByte) ? nearest(levels) : undefined;
  }
  return undefined;
}
function obey(style, codes) {
  while (codes.length > 0) {
    const code = Number.parseInt(codes.shift(), 10);
    const unit = code % 10;
    if (Number.isNaN(code) || code === 0) Object.assign(style, { fg: undefined, bg: undefined, marks: new Set() });
    else if (marks[code] !== undefined) style.marks.add(marks[code]);
    else if (endings[code] !== undefined) for (const mark of endings[code]) style.marks.delete(mark);
    else if (code === 38) style.fg = takeColour(codes) ?? style.fg;
    else if (code === 48) style.bg = takeColour(codes) ?? style.bg;
    else if (code === 39) style.fg = undefined;
    else if (code === 49) style.bg = undefined;
    else if (code >= 30 && code < 38) style.fg = unit;
    else if (code >= 40 && code < 48) style.bg = unit;
    else if (code >= 90 && code < 98) style.fg = unit + 8;
    else if (code >= 100 && code < 108) style.bg = unit + 8;
  }
}
function toClasses({ fg, bg, marks: on }) {
  const isReverse = on.has('reverse');
  const [front, back] = isReverse ? [bg ?? 0, fg ?? 7] : [fg, bg];
  const colours = [...(front === undefined ? [] : [`fg-${front}`]), ...(back === undefined ? [] : [`bg-${back}`])];
  return [...colours, ...[...on].filter((mark) => mark !== 'reverse')].join(' ');
}
/** Pairs of text and classes. */
function toRuns(text) {
  if (!text.includes('\u001b')) return [[showControls(text), '']];
  const style = { fg: undefined, bg: undefined, marks: new Set() };
  const runs = [];
  for (const [index, part] of text.split(/\u001b\[([0-9;]*)m/).entries()) {
    if (index % 2 === 1) {
      obey(style, part.split(';'));
      continue;
    }
    const shown = plain(part);
    if (shown !== '') runs.push([shown, toClasses(style)]);
  }
  return runs;
}

globalThis.drydockText = { toRuns, showControls, plain };
