/** What differs between two plans: what was added, taken out, moved and changed, field by field. */
import type { ReactNode } from 'react';
import { comparePlans, type FieldDifference, type StepDifference } from '../../../core/plan/difference.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { toWorded } from './difference-words.ts';
import classes from './plan-comparison.module.css';

export function PlanDifferences({ before, after }: { readonly before: Plan; readonly after: Plan }) {
  const difference = comparePlans(before, after);
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
