/** Those who followed at the console the lead came from: what let them in ended there, so they are to be invited anew. */
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toLeftBehind } from '../../../core/sharing/handing-over.ts';
import { useNowMs } from '../../parts/time/now.ts';

/** Whoever stands beyond is counted; the list of who follows has them all. */
const namesShown = 20;

export function LeftBehind({ state }: { readonly state: MaintenanceState }) {
  const names = toLeftBehind(state.sharing, useNowMs());
  if (names.length === 0) return null;
  const more = names.length > namesShown ? `, and ${names.length - namesShown} more` : '';
  return (
    <p>
      Followed before the lead came here, and need a new invite: {names.slice(0, namesShown).join(', ')}
      {more}.
    </p>
  );
}
