/** What keeps this plan from being run, and what is advice, each a press away from the step it is about. */
import { CircleCheck, Lightbulb, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { Plan } from '../../../core/plan/plan.ts';
import { findProblems, type PlanProblem } from '../../../core/plan/problems.ts';
import { useModel, useModels } from '../../model/react.tsx';
import type { Tone } from '../../theme/tones.ts';
import classes from './problems.module.css';

export function Problems({ plan, onStep }: { readonly plan: Plan; readonly onStep: (step: string) => void }) {
  const { lists } = useModels();
  const hosts = useModel(lists, (view) => view.hosts);
  const problems = findProblems(plan, hosts === undefined ? undefined : new Set(hosts.map(({ name }) => name)));
  const musts = problems.filter(({ severity }) => severity === 'must');
  const shoulds = problems.filter(({ severity }) => severity === 'should');
  return (
    <div className={classes['both']}>
      {musts.length === 0 ? (
        <p className={classes['none']} data-tone="good">
          <CircleCheck size={15} aria-hidden="true" /> Nothing stands in the way of running it.
        </p>
      ) : (
        <Found icon={TriangleAlert} tone="bad" title="Keeps it from being run" problems={musts} onStep={onStep} />
      )}
      {shoulds.length === 0 ? null : (
        <Found icon={Lightbulb} tone="warn" title="Advice" problems={shoulds} onStep={onStep} />
      )}
    </div>
  );
}

interface FoundProps {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly title: string;
  readonly problems: readonly PlanProblem[];
  readonly onStep: (step: string) => void;
}

function Found({ icon: Icon, tone, title, problems, onStep }: FoundProps) {
  return (
    <section className={classes['problems']} aria-label={title}>
      <h3 data-tone={tone}>
        <Icon size={15} aria-hidden="true" /> {title} <span>{problems.length}</span>
      </h3>
      <ul>
        {problems.map(({ step, text }) => (
          <li key={`${step ?? ''} ${text}`}>
            {step === undefined ? (
              text
            ) : (
              <button type="button" onClick={() => onStep(step)}>
                {text}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
