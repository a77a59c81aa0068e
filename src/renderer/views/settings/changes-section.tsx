/** The team's kinds of change with the validations each brings (`CHG-3`), and its table of what to check for which symptom (`CHG-8`). */
import { Button, Loader } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { defaultPresets } from '../../../core/change/default-presets.ts';
import { defaultSymptoms } from '../../../core/change/default-symptoms.ts';
import type { Preset } from '../../../core/change/presets.ts';
import type { Symptom } from '../../../core/change/troubleshooting.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { newPartId } from '../../parts/drafts/part-id.ts';
import { PartList, withPart } from '../../parts/drafts/part-list.tsx';
import { KindDialog } from './kind-dialog.tsx';
import classes from './settings-room.module.css';
import { SymptomDialog } from './symptom-dialog.tsx';

export function ChangesSection() {
  return (
    <>
      <Kinds />
      <Symptoms />
    </>
  );
}

type Deed<T> = { readonly kind: 'change' | 'remove'; readonly part: T } | { readonly kind: 'reset' };

function Kinds() {
  const asked = useAsked('preset.list', {}, 'workspace');
  const asking = useAsking();
  const isReadOnly = useIsReadOnly();
  const [deed, begin] = useState<Deed<Preset>>();
  if (asked.value === undefined) return asked.failure === undefined ? <Loader size="sm" /> : <Unread asked={asked} />;
  const { presets, version } = asked.value;
  const close = () => begin(undefined);
  async function save(next: readonly Preset[]) {
    if ((await asking.ask('preset.save', { presets: [...next], version })) === undefined) return;
    close();
    asked.again();
  }
  return (
    <Card
      title="Kinds of change"
      about="A brief says of which kinds its change is; each brings its validations into the checklist. Those with a script become check steps of the plan. Maintenances that are of a kind keep what it brought."
      isBuiltIn={version === 0}
      isReadOnly={isReadOnly}
      onReset={() => begin({ kind: 'reset' })}
    >
      <PartList
        label="Kinds of change"
        parts={presets}
        isReadOnly={isReadOnly}
        empty="None. Without a kind of change a checklist is written by hand."
        addLabel="Add a kind of change"
        toName={({ name }) => `“${name}”`}
        toRow={({ name, items }) => (
          <>
            {name}
            <small>
              {items.length === 0 ? 'brings no validation yet' : items.map(({ text }) => text).join(' · ')}
              {toScripted(items)}
            </small>
          </>
        )}
        onAdd={() => begin({ kind: 'change', part: { id: '', name: '', items: [] } })}
        onChange={(part) => begin({ kind: 'change', part })}
        onRemove={(part) => begin({ kind: 'remove', part })}
      />
      {deed?.kind === 'change' ? (
        <KindDialog
          first={deed.part}
          others={presets.filter(({ id }) => id !== deed.part.id)}
          isOvertaken={isOvertaken(presets, deed.part)}
          asking={asking}
          onKeep={(preset) => void save(withPart(presets, preset))}
          onClose={close}
        />
      ) : null}
      {deed?.kind === 'remove' ? (
        <SureDialog
          title={`Remove “${deed.part.name}”?`}
          deed="Remove it"
          asking={asking}
          onDo={() => void save(presets.filter(({ id }) => id !== deed.part.id))}
          onClose={close}
        >
          It cannot be chosen any more. Maintenances that are of this kind keep what it brought.
        </SureDialog>
      ) : null}
      {deed?.kind === 'reset' ? (
        <SureDialog
          title="Back to the built-in kinds of change?"
          deed="Put them back"
          asking={asking}
          onDo={() => void save(defaultPresets)}
          onClose={close}
        >
          What the team has written of them goes. Maintenances keep what they have.
        </SureDialog>
      ) : null}
    </Card>
  );
}

function Symptoms() {
  const asked = useAsked('symptom.list', {}, 'workspace');
  const asking = useAsking();
  const isReadOnly = useIsReadOnly();
  const [deed, begin] = useState<Deed<Symptom>>();
  if (asked.value === undefined) return asked.failure === undefined ? null : <Unread asked={asked} />;
  const { symptoms, version } = asked.value;
  const close = () => begin(undefined);
  async function save(next: readonly Symptom[]) {
    if ((await asking.ask('symptom.save', { symptoms: [...next], version })) === undefined) return;
    close();
    asked.again();
  }
  return (
    <Card
      title="When a validation fails"
      about="What stands beside a validation that failed; first the symptom that shares the most words with it."
      isBuiltIn={version === 0}
      isReadOnly={isReadOnly}
      onReset={() => begin({ kind: 'reset' })}
    >
      <PartList
        label="Symptoms"
        parts={symptoms}
        isReadOnly={isReadOnly}
        empty="None. Nothing is shown beside a validation that fails."
        addLabel="Add a symptom"
        toName={({ symptom }) => `“${symptom}”`}
        toRow={({ symptom, checks }) => (
          <>
            {symptom}
            <small>{checks.join(' · ')}</small>
          </>
        )}
        onAdd={() => begin({ kind: 'change', part: { id: newPartId(), symptom: '', checks: [], words: [] } })}
        onChange={(part) => begin({ kind: 'change', part })}
        onRemove={(part) => begin({ kind: 'remove', part })}
      />
      {deed?.kind === 'change' ? (
        <SymptomDialog
          first={deed.part}
          isOvertaken={isOvertaken(symptoms, deed.part)}
          asking={asking}
          onKeep={(symptom) => void save(withPart(symptoms, symptom))}
          onClose={close}
        />
      ) : null}
      {deed?.kind === 'remove' ? (
        <SureDialog
          title={`Remove “${deed.part.symptom}”?`}
          deed="Remove it"
          asking={asking}
          onDo={() => void save(symptoms.filter(({ id }) => id !== deed.part.id))}
          onClose={close}
        >
          It is not shown beside a validation that fails any more.
        </SureDialog>
      ) : null}
      {deed?.kind === 'reset' ? (
        <SureDialog
          title="Back to the built-in symptoms?"
          deed="Put them back"
          asking={asking}
          onDo={() => void save(defaultSymptoms)}
          onClose={close}
        >
          What the team has written in this table goes.
        </SureDialog>
      ) : null}
    </Card>
  );
}

function toScripted(items: Preset['items']): string {
  const count = items.filter(({ check }) => check !== undefined).length;
  return count === 0 ? '' : ` · ${count} answered by a script`;
}

/** Somebody else changed it while it was open here. */
function isOvertaken<T extends { readonly id: string }>(parts: readonly T[], first: T): boolean {
  const now = parts.find(({ id }) => id === first.id);
  return now !== undefined && JSON.stringify(now) !== JSON.stringify(first);
}

function Unread({
  asked: { failure, again },
}: {
  readonly asked: Pick<ReturnType<typeof useAsked>, 'failure' | 'again'>;
}) {
  return failure === undefined ? null : <FailureNote failure={failure} onRetry={again} />;
}

interface CardProps {
  readonly title: string;
  readonly about: string;
  readonly isBuiltIn: boolean;
  readonly isReadOnly: boolean;
  readonly onReset: () => void;
  readonly children: ReactNode;
}

function Card({ title, about, isBuiltIn, isReadOnly, onReset, children }: CardProps) {
  return (
    <section className={classes['listCard']} aria-label={title}>
      <div className={classes['listHead']}>
        <h2>{title}</h2>
        {isBuiltIn || isReadOnly ? null : (
          <Button size="compact-sm" variant="subtle" onClick={onReset}>
            Back to the built-in ones…
          </Button>
        )}
      </div>
      <p className={classes['small']}>{about}</p>
      {children}
    </section>
  );
}

interface SureDialogProps {
  readonly title: string;
  readonly deed: string;
  readonly asking: ReturnType<typeof useAsking>;
  readonly onDo: () => void;
  readonly onClose: () => void;
  readonly children: string;
}

function SureDialog({ children, ...dialog }: SureDialogProps) {
  return (
    <DeedDialog {...dialog} isDangerous>
      <p>{children}</p>
    </DeedDialog>
  );
}
