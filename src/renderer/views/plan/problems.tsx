/** What stands in the way of running this plan, each a press away from the step it is about. */
import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Plan } from '../../../core/plan/plan.ts';
import { findProblems } from '../../../core/plan/problems.ts';
import { useModel, useModels } from '../../model/react.tsx';
import classes from './problems.module.css';

export function Problems({ plan, onStep }: { readonly plan: Plan; readonly onStep: (step: string) => void }) {
  const { lists } = useModels();
  const hosts = useModel(lists, (view) => view.hosts);
  const problems = findProblems(
    plan,
    hosts === undefined ? undefined : new Set(hosts.map(({ name }) => name as string)),
  );
  if (problems.length === 0) {
    return (
      <p className={classes['none']} data-tone="good">
        <CircleCheck size={15} aria-hidden="true" /> Nothing stands in the way of running it.
      </p>
    );
  }
  return (
    <section className={classes['problems']} aria-label="Problems">
      <h3 data-tone="warn">
        <TriangleAlert size={15} aria-hidden="true" />{' '}
        {problems.length === 1 ? '1 problem' : `${problems.length} problems`}
      </h3>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.step ?? ''}-${problem.text}`}>
            {problem.step === undefined ? (
              problem.text
            ) : (
              <button type="button" onClick={() => onStep(problem.step ?? '')}>
                {problem.text}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
