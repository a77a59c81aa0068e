/** Tells to which area of the journal an event or a command belongs: each area has one table, by type. */

/** Whether `thing` is of the area: its type has an entry in the area's table. */
export function isOfArea<Thing extends { readonly type: string }, T extends string>(
  area: Readonly<Record<T, unknown>>,
  thing: Thing,
): thing is Extract<Thing, { readonly type: T }> {
  return Object.hasOwn(area, thing.type);
}
