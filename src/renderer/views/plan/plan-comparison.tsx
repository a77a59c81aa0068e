/** From an earlier version of a runbook to now: what was added, taken out, moved and changed, field by field. */

import { Loader, Modal, NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RunbookName } from '../../../core/ids.ts';
import { comparePlans, type FieldDifference, type StepDifference } from '../../../core/plan/difference.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import type { DraftModel } from '../../model/draft-model.ts';
import { useModel } from '../../model/react.tsx';
import { useAsked } from '../../parts/asked.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { toInstantText } from '../../parts/times.ts';
import { toWorded } from './difference-words.ts';
import classes from './plan-comparison.module.css';

interface PlanComparisonProps {
  readonly name: RunbookName;
  readonly draft: DraftModel<Plan>;
  readonly onClose: () => void;
}

export function PlanComparison({ name, draft, onClose }: PlanComparisonProps) {
  const versions = useAsked('runbook.versions', { name }, 'runbook');
  const [chosen, setChosen] = useState<number>();
  const version = chosen ?? versions.value?.[1]?.version ?? versions.value?.[0]?.version;
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      title={`What changed in ${name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {versions.failure === undefined ? null : <FailureNote failure={versions.failure} onRetry={versions.again} />}
      {version === undefined ? <Loader size="sm" /> : null}
      {version === undefined ? null : (
        <>
          <NativeSelect
            label="From"
            value={version}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
            data={(versions.value ?? []).map((one) => ({
              value: String(one.version),
              label: `version ${one.version}, ${toInstantText(one.savedAtMs)}, by ${one.savedBy}`,
            }))}
          />
          <Differences name={name} version={version} draft={draft} />
        </>
      )}
    </Modal>
  );
}

function Differences({
  name,
  version,
  draft,
}: {
  readonly name: RunbookName;
  readonly version: number;
  readonly draft: DraftModel<Plan>;
}) {
  const before = useAsked('runbook.show', { name, version });
  const plan = useModel(draft, (view) => view.value);
  if (before.failure !== undefined) return <FailureNote failure={before.failure} onRetry={before.again} />;
  if (before.value === undefined) return <Loader size="sm" />;
  const difference = comparePlans(before.value.plan, plan);
  if (difference.plan.length === 0 && difference.steps.length === 0) {
    return <p className={classes['same']}>Nothing differs: this is what stands now.</p>;
  }
  return (
    <div className={classes['differences']}>
      {difference.plan.length > 0 ? (
        <Difference tone="warn" word="Changed" title="The plan as a whole">
          <Fields fields={difference.plan} />
        </Difference>
      ) : null}
      {difference.steps.map((one) => (
        <OneStep key={`${one.kind}-${one.step.id}`} one={one} />
      ))}
    </div>
  );
}

function OneStep({ one }: { readonly one: StepDifference }) {
  if (one.kind !== 'changed') {
    const isAdded = one.kind === 'added';
    return <Difference tone={isAdded ? 'good' : 'bad'} word={isAdded ? 'Added' : 'Removed'} title={one.step.title} />;
  }
  return (
    <Difference tone="warn" word={one.fields.length === 0 ? 'Moved' : 'Changed'} title={one.step.title}>
      <Fields fields={one.fields} />
    </Difference>
  );
}

interface DifferenceProps {
  readonly tone: 'good' | 'bad' | 'warn';
  readonly word: string;
  readonly title: string;
  readonly children?: ReactNode;
}

function Difference({ tone, word, title, children }: DifferenceProps) {
  return (
    <section className={classes['difference']} data-tone={tone}>
      <h3>
        <span>{word}</span> {title}
      </h3>
      {children}
    </section>
  );
}

function Fields({ fields }: { readonly fields: readonly FieldDifference[] }) {
  return (
    <dl className={classes['fields']}>
      {toWorded(fields).map(({ field, label, before, after }) => (
        <div key={field}>
          <dt>{label}</dt>
          <dd>
            {before === '' ? null : (
              <del data-tone="bad">
                <pre>{before}</pre>
              </del>
            )}
            {after === '' ? null : (
              <ins data-tone="good">
                <pre>{after}</pre>
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
