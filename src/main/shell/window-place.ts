/** Where the window stood, kept between starts, and put back only where somebody can see it. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const placeSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  isMaximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof placeSchema>;

/** What the window is at the first start, and how small it can be made. */
export const firstSize = { width: 1440, height: 900 } as const;
export const leastSize = { width: 900, height: 600 } as const;
/** How much of the title bar must be in reach. */
const inReach = { width: 120, height: 40 } as const;

/** The place to open at, given the screens' work areas; without a position where the old one is out of reach. */
export function placeOn(
  saved: WindowPlace | undefined,
  screens: readonly Area[],
): { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } {
  if (saved === undefined) return firstSize;
  const screen = screens.find((area) => isInReach(saved, area));
  if (screen === undefined) return firstSize;
  return {
    x: saved.x,
    y: saved.y,
    width: Math.max(leastSize.width, Math.min(saved.width, screen.width)),
    height: Math.max(leastSize.height, Math.min(saved.height, screen.height)),
  };
}

function isInReach(place: Area, screen: Area): boolean {
  const seenWidth = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x);
  const isBarSeen = place.y >= screen.y && place.y + inReach.height <= screen.y + screen.height;
  return seenWidth >= inReach.width && isBarSeen;
}

/** `undefined` at the first start, and for a file somebody has broken: a window's place is worth no question. */
export function readPlace(file: string): WindowPlace | undefined {
  try {
    return placeSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

export function writePlace(file: string, place: WindowPlace): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(place));
  renameSync(`${file}.new`, file);
}
