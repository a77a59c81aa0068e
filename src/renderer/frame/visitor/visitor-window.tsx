/** What a browser shows that is no console’s own: the way in, the shared maintenance, and the end of following. */
import type { Me } from '../../model/me-model.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { Arrival, EndPage, NoContactPage } from './arrival.tsx';
import { VisitorFrame } from './visitor-frame.tsx';

/** @param me absent where the host has not answered yet, or lets this browser in no more */
export function VisitorWindow({ me }: { readonly me: Extract<Me, { readonly kind: 'visitor' }> | undefined }) {
  const { me: model } = useModels();
  const ended = useModel(model, (view) => view.ended);
  const failure = useModel(model, (view) => view.failure);
  if (ended !== undefined) return <EndPage why={ended} />;
  if (me === undefined) return failure === undefined ? null : <NoContactPage />;
  if (me.standing === 'admitted') return <VisitorFrame me={me} />;
  return <Arrival me={me} onChanged={() => void model.refresh()} />;
}
