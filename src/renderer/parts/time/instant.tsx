/** An instant on a screen: in the reader's zone, with the exact UTC instant on hover and for machines. */
import { toInstantText, toTimeText, toUtcText } from './times.ts';

export function Instant({ atMs, isTimeOnly = false }: { readonly atMs: number; readonly isTimeOnly?: boolean }) {
  return (
    <time dateTime={new Date(atMs).toISOString()} title={toUtcText(atMs)}>
      {isTimeOnly ? toTimeText(atMs) : toInstantText(atMs)}
    </time>
  );
}
