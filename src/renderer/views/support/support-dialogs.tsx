/** The dialogs of outside help, in its order: asked for, signed off, acknowledged, raised; and withdrawn before that. */
import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../../contract/requests.ts';
import type { Support } from '../../../core/approval/approval.ts';
import { findUnaware, toConcerned } from '../../../core/approval/support.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { toName, toNames } from '../../../core/roster/roster.ts';
import { type Asking, useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { ReasonDialog } from '../../parts/dialogs/reason-dialog.tsx';
import { newPartId } from '../../parts/drafts/part-id.ts';
import { WordsField } from '../../parts/fields/words-field.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { useSitting, WhoSitsHere } from '../people/who-am-i.tsx';

export type SupportDeed =
  | { readonly kind: 'ask' }
  | { readonly kind: 'sign-off' | 'acknowledge' | 'raise' | 'withdraw'; readonly support: Support };

interface SupportDeedOfProps {
  readonly state: MaintenanceState;
  readonly deed: SupportDeed;
  readonly onClose: () => void;
}

export function SupportDeedOf({ state, deed, onClose }: SupportDeedOfProps) {
  switch (deed.kind) {
    case 'ask':
      return <AskSupportDialog state={state} onClose={onClose} />;
    case 'sign-off':
      return <SignOffDialog state={state} support={deed.support} onClose={onClose} />;
    case 'acknowledge':
      return <AcknowledgeDialog state={state} support={deed.support} onClose={onClose} />;
    case 'raise':
      return <RaiseDialog state={state} support={deed.support} onClose={onClose} />;
    case 'withdraw':
      return <WithdrawDialog state={state} support={deed.support} onClose={onClose} />;
  }
}

interface DialogProps {
  readonly state: MaintenanceState;
  readonly onClose: () => void;
}

type SupportDialogProps = DialogProps & { readonly support: Support };
type Verb = 'support.ask' | 'support.signOff' | 'support.acknowledge' | 'support.raise';

/** Asks, and closes where it was taken. */
function useBinding(onClose: () => void): {
  readonly asking: Asking;
  readonly bind: <V extends Verb>(verb: V, input: RequestInput<V>) => void;
} {
  const asking = useAsking();
  return {
    asking,
    bind: (verb, input) =>
      void asking.ask(verb, input).then((said) => {
        if (said !== undefined) onClose();
      }),
  };
}

export function AskSupportDialog({ state, onClose }: DialogProps) {
  const [provider, setProvider] = useState('');
  const [why, setWhy] = useState('');
  const { asking, bind } = useBinding(onClose);
  const concerned = toConcerned(state.roster, useNowMs());
  return (
    <DeedDialog
      title="Ask for outside help"
      deed="Ask for it"
      isReady={provider.trim() !== '' && why.trim() !== ''}
      asking={asking}
      onDo={() => bind('support.ask', { maintenance: state.id, support: newPartId(), provider, why })}
      onClose={onClose}
    >
      <p>
        Nobody is called yet. First the leader signs off that it is urgent, then everybody involved says that they
        understand why{concerned.length === 0 ? '' : `: ${toNames(state.roster, concerned)}`}.
      </p>
      <TextInput
        label="Whom"
        description="A provider, a vendor, another team"
        required
        data-autofocus
        value={provider}
        onChange={(event) => setProvider(event.currentTarget.value)}
      />
      <WordsField label="Why it is needed" value={why} isRequired onChange={setWhy} />
    </DeedDialog>
  );
}

function SignOffDialog({ state, support, onClose }: SupportDialogProps) {
  const { asking, bind } = useBinding(onClose);
  return (
    <DeedDialog
      title={`Is the help of ${support.provider} urgent?`}
      deed="It is urgent: sign it off"
      asking={asking}
      onDo={() => bind('support.signOff', { maintenance: state.id, support: support.id })}
      onClose={onClose}
    >
      <Why support={support} />
      <p>You sign off as the leader. The log says so; then everybody involved acknowledges why.</p>
    </DeedDialog>
  );
}

/** Each says it for themselves; what was said aloud is recorded by whoever sits here, and the log names them. */
function AcknowledgeDialog({ state, support, onClose }: SupportDialogProps) {
  const sitting = useSitting(state);
  const { person: own, isVisitor } = sitting;
  const { roster } = state;
  const unaware = findUnaware(roster, support, useNowMs());
  const [chosen, choose] = useState<PersonId | null>();
  const person = chosen === undefined ? unaware.find((id) => id === own?.id) : (chosen ?? undefined);
  const isOwn = person !== undefined && person === own?.id;
  const { asking, bind } = useBinding(onClose);
  return (
    <DeedDialog
      title={`Why ${support.provider} is asked for help`}
      deed={
        person === undefined || isOwn ? 'I understand why' : `Record that ${toName(roster, person)} understands why`
      }
      isReady={person !== undefined && own !== undefined}
      asking={asking}
      onDo={() => {
        if (person === undefined) return;
        bind('support.acknowledge', { maintenance: state.id, support: support.id, person });
      }}
      onClose={onClose}
    >
      <Why support={support} />
      <WhoSitsHere sitting={sitting} then="for the log has to name who said or recorded it." />
      <Select
        label="Who understands it"
        data={unaware
          .filter((id) => !isVisitor || id === own?.id)
          .map((id) => ({ value: id, label: toName(roster, id) }))}
        value={person ?? null}
        searchable
        limit={100}
        onChange={(id) => choose(id as PersonId | null)}
      />
      {person === undefined || isOwn || own === undefined ? null : (
        <p>They said so to you: the log names you, {own.name}, as who recorded it.</p>
      )}
    </DeedDialog>
  );
}

function RaiseDialog({ state, support, onClose }: SupportDialogProps) {
  const [reference, setReference] = useState('');
  const { asking, bind } = useBinding(onClose);
  return (
    <DeedDialog
      title={`${support.provider} was called`}
      deed="It is raised"
      isReady={reference.trim() !== ''}
      asking={asking}
      onDo={() => bind('support.raise', { maintenance: state.id, support: support.id, reference })}
      onClose={onClose}
    >
      <Why support={support} />
      <TextInput
        label="Under which reference"
        description="A ticket’s number, a call’s time and name: how the others find it again"
        required
        data-autofocus
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
    </DeedDialog>
  );
}

function WithdrawDialog({ state, support, onClose }: SupportDialogProps) {
  return (
    <ReasonDialog
      title={`Withdraw the help of ${support.provider}?`}
      deed="Withdraw it"
      label="Why it is not needed"
      request="support.withdraw"
      toInput={(reason) => ({ maintenance: state.id, support: support.id, reason })}
      onClose={onClose}
    />
  );
}

function Why({ support: { why, askedBy } }: { readonly support: Support }) {
  return (
    <p>
      “{why}”, says {askedBy.name}.
    </p>
  );
}
