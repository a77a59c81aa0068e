/** A gate as a badge: a small SVG with the environment's name and, in words beside the colour, how its gate stands. */

const badges = {
  open: { word: 'open', colour: '#1a7f37' },
  blocked: { word: 'blocked', colour: '#b42318' },
  unknown: { word: 'unknown', colour: '#57606a' },
} as const;
export type BadgeState = keyof typeof badges;

/** The widest letters of the font at 11 px are about this wide; `textLength` makes it so. */
const letterPx = 6.6;
const paddingPx = 8;
/** A longer name is cut, and the cut is shown. */
const nameLimit = 40;

export function toBadge(environment: string, state: BadgeState, isOutdated = false): string {
  const { word, colour } = badges[state];
  const name = environment.length > nameLimit ? `${environment.slice(0, nameLimit - 1)}…` : environment;
  const value = isOutdated && state !== 'unknown' ? `${word}, outdated` : word;
  const left = toWidth(name);
  const right = toWidth(value);
  const label = toXml(`Release gate of ${environment}: ${value}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}">`,
    `<title>${label}</title>`,
    `<clipPath id="r"><rect width="${left + right}" height="20" rx="3" fill="#fff"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#24292f"/>`,
    `<rect x="${left}" width="${right}" height="20" fill="${colour}"/></g>`,
    '<g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">',
    toText(name, left / 2),
    toText(value, left + right / 2),
    '</g></svg>\n',
  ].join('');
}

function toText(text: string, x: number): string {
  const length = Math.round([...text].length * letterPx);
  return `<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${toXml(text)}</text>`;
}

function toWidth(text: string): number {
  return Math.round([...text].length * letterPx) + 2 * paddingPx;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function toXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
