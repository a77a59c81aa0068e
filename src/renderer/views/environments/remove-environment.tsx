/** Taking an environment out of the workspace: what that means, and one button that does it. */
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';

interface RemoveEnvironmentProps {
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function RemoveEnvironment({ name, onClose, onDone }: RemoveEnvironmentProps) {
  const asking = useAsking();
  async function remove() {
    if ((await asking.ask('environment.remove', { name })) !== undefined) onDone();
  }
  return (
    <DeedDialog
      title={`Remove ${name}?`}
      deed={`Remove ${name}`}
      isDangerous
      asking={asking}
      onDo={() => void remove()}
      onClose={onClose}
    >
      <p>
        Its maintenances and their journals stay. Its release gate is not known any more: a pipeline that asks for it is
        told “unknown”, never “open”. Nothing changes on its hosts.
      </p>
    </DeedDialog>
  );
}
