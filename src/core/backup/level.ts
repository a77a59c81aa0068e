/** How far a backup is proven: each level holds all that the ones before it hold. */
import { z } from 'zod';

export const levels = ['none', 'present', 'complete', 'readable', 'restored'] as const;
export const levelSchema = z.enum(levels);
export type Level = z.infer<typeof levelSchema>;

/** What a level says of a backup, after its name. */
export const levelWords: Readonly<Record<Level, string>> = {
  none: 'is not proven in any way',
  present: 'is there',
  complete: 'is complete',
  readable: 'can be read to its end',
  restored: 'was restored',
};

export function isAtLeast(level: Level, wanted: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(wanted);
}

/** The highest level left where `refuted` does not hold: the one below it. */
export function toBelow(refuted: Level): Level {
  return levels[Math.max(0, levels.indexOf(refuted) - 1)] ?? 'none';
}
