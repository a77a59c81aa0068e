/** An instant as it reads the same everywhere: to the minute, in UTC. */

/** `2026-03-06 22:00 UTC`, of UTC milliseconds. */
export function toUtcMinuteText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
