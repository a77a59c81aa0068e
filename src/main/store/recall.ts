/** Keeps what was used last, up to a limit: what is forgotten can be made again. */

/** The newest used stand last; the one unused for longest is forgotten. */
export function recall<T>(kept: Map<string, T>, name: string, limit: number, make: () => T): T {
  const value = kept.get(name) ?? make();
  kept.delete(name);
  kept.set(name, value);
  if (kept.size > limit) {
    const oldest = kept.keys().next().value;
    if (oldest !== undefined) kept.delete(oldest);
  }
  return value;
}
