/** What a browser shows that is no console’s own: the way in, the shared maintenance, the end of following; or a bundle that is read. */
import type { Me } from '../../model/me-model.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { holdNow } from '../../parts/time/now.ts';
import { Arrival, EndPage, HandedOverPage, NoContactPage } from './arrival.tsx';
import { GuestFrame } from './guest-frame.tsx';

/** @param me absent where the host has not answered yet, or lets this browser in no more */
export function GuestWindow({ me }: { readonly me: Exclude<Me, { readonly kind: 'console' }> | undefined }) {
  const { me: model } = useModels();
  const ended = useModel(model, (view) => view.ended);
  const failure = useModel(model, (view) => view.failure);
  if (ended === 'handed-over' && me?.kind === 'visitor') return <HandedOverPage maintenance={me.maintenance} />;
  if (ended !== undefined) return <EndPage why={ended} />;
  if (me === undefined) return failure === undefined ? null : <NoContactPage />;
  // Its clocks stand where they stood when it was written.
  if (me.kind === 'reader') holdNow(me.bundle.madeAtMs);
  if (me.kind === 'reader' || me.standing === 'admitted') return <GuestFrame me={me} />;
  return <Arrival me={me} onChanged={() => void model.refresh()} />;
}
