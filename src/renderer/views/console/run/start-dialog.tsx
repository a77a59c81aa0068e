/** Starting a run: what runs where, the variables and secrets it needs, and the maintenance's title typed as the deliberate yes. */
import { PasswordInput, TextInput } from '@mantine/core';
import { type Dispatch, type SetStateAction, useState } from 'react';
import { restEstimateMs } from '../../../../core/maintenance/projection.ts';
import { asksWhyOutside, findOutside } from '../../../../core/maintenance/start-window.ts';
import type { MaintenanceState } from '../../../../core/maintenance/state.ts';
import { toForwardTasks } from '../../../../core/maintenance/tasks.ts';
import { apart, findSimultaneous } from '../../../../core/plan/groups.ts';
import { isScripted, type Variable } from '../../../../core/plan/plan.ts';
import type { Policy } from '../../../../core/policy/policy.ts';
import { type GroupsWord, judgeGroups } from '../../../../core/policy/simultaneous.ts';
import { toHash } from '../../../frame/route.ts';
import { WordsField } from '../../../parts/fields/words-field.tsx';
import factList from '../../../parts/marks/facts.module.css';
import { useNowMs } from '../../../parts/time/now.ts';
import { toSpanText, toWindowText } from '../../../parts/time/times.ts';
import { usePolicy, useReadiness } from '../../readiness/use-readiness.ts';
import classes from '../action-dialog.module.css';
import { ActionDialog } from '../action-dialog.tsx';
import type { RunDialogProps } from './run-control-dialogs.tsx';

type Values = Readonly<Record<string, string>>;

export function StartDialog({ state, controls }: RunDialogProps) {
  const { plan, planHash, title } = state;
  const [typed, setTyped] = useState('');
  const [why, setWhy] = useState('');
  const nowMs = useNowMs();
  const asksWhy = asksWhyOutside(state, nowMs);
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(plan.variables.map((variable) => [variable.name, variable.default ?? ''])),
  );
  const of = (isSecret: boolean): Record<string, string> =>
    Object.fromEntries(
      plan.variables.filter(({ secret }) => secret === isSecret).map(({ name }) => [name, values[name] ?? '']),
    );
  const missing = plan.variables.filter(({ name }) => (values[name] ?? '') === '');
  const { policy } = usePolicy(state);
  return (
    <ActionDialog
      controls={controls}
      title={`Start “${title}”`}
      deed="Start the run"
      isDangerous
      isReady={typed === title && missing.length === 0 && (!asksWhy || why.trim() !== '')}
      onDo={() =>
        void controls.send('run.start', {
          maintenance: state.id,
          planHash,
          confirm: typed,
          variables: of(false),
          secrets: of(true),
          ...(asksWhy ? { outsideWindow: why } : {}),
        })
      }
    >
      <StartFacts state={state} />
      <OutsideWindow state={state} nowMs={nowMs} />
      {policy === undefined ? null : <NotReady state={state} policy={policy} />}
      {asksWhy ? (
        <WordsField
          label="Why it starts outside its window"
          description="Everybody was told of the window. The reason stands in the log."
          value={why}
          isRequired
          isFirst
          onChange={setWhy}
        />
      ) : null}
      {plan.variables.map((variable, index) => (
        <VariableField
          key={variable.name}
          variable={variable}
          values={values}
          onChange={setValues}
          isFirst={index === 0}
        />
      ))}
      <TextInput
        {...(plan.variables.length === 0 ? { 'data-autofocus': true } : {})}
        label={`Type “${title}” to start`}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}

function StartFacts({ state }: { readonly state: MaintenanceState }) {
  const { plan, planHash } = state;
  const { policy } = usePolicy(state);
  const tasks = toForwardTasks(plan);
  const hosts = [...new Set(plan.steps.filter(isScripted).flatMap((step) => step.hosts))];
  const groups = findSimultaneous(plan).length;
  const word = policy === undefined ? undefined : judgeGroups(policy, state);
  const isInTurn = word === 'one-after-another';
  const estimateMs = restEstimateMs(
    isInTurn ? { ...state, plan: { ...plan, steps: plan.steps.map(apart) } } : state,
    0,
  );
  const first = tasks[0];
  const firstStep = plan.steps.find(({ id }) => id === first?.step);
  return (
    <dl className={factList['facts']}>
      <dt>Runs on</dt>
      <dd>{hosts.length === 0 ? 'no host' : hosts.join(', ')}</dd>
      <dt>Steps</dt>
      <dd>
        {tasks.length}
        {groups === 0 || isInTurn ? ', one after another' : ''}
        {estimateMs === 0 ? '' : `, about ${toSpanText(estimateMs)} by their estimates`}
      </dd>
      {word === undefined ? null : (
        <>
          <dt>Together</dt>
          <dd>{toGroupsWords(groups, word)}</dd>
        </>
      )}
      {firstStep === undefined ? null : (
        <>
          <dt>Begins with</dt>
          <dd>
            “{firstStep.title}”{first?.host === undefined ? ', done by a person' : `, at once, on ${first.host}`}
          </dd>
        </>
      )}
      <dt>Plan</dt>
      <dd>
        <code title={planHash}>{planHash.slice(0, 12)}</code>, frozen from here on
      </dd>
    </dl>
  );
}

/** Whether steps run together is decided by the start (`POL-6`): what it will find is said before. */
function toGroupsWords(groups: number, word: GroupsWord): string {
  const named = groups === 1 ? 'One group of steps' : `${groups} groups of steps`;
  return word === 'one-after-another'
    ? `Not now: nobody approved simultaneous operations. ${named} would.`
    : `${named}, at the same time`;
}

/** Also where no reason is asked: whoever starts it outside its window has to have seen that, and by how much. */
function OutsideWindow({ state, nowMs }: { readonly state: MaintenanceState; readonly nowMs: number }) {
  const { window } = state.schedule;
  const outside = findOutside(state, nowMs);
  if (window === undefined || outside === undefined) return null;
  const far = toSpanText(outside.byMs);
  return (
    <p className={classes['warning']} data-tone="warn">
      {outside.side === 'before'
        ? `The window begins in ${far}: ${toWindowText(window)}. Started now, it runs before it.`
        : `The window has been over for ${far}: ${toWindowText(window)}. Started now, it runs after it.`}
    </p>
  );
}

/** The engine refuses it by the same rules; said before somebody types a title in vain. */
function NotReady({ state, policy }: { readonly state: MaintenanceState; readonly policy: Policy }) {
  const { problems } = useReadiness(state, policy);
  if (problems.length === 0) return null;
  const isAtOnce = state.schedule.emergency?.isAtOnce === true;
  return (
    <p className={classes['warning']} data-tone={isAtOnce ? 'warn' : 'bad'}>
      {isAtOnce ? 'It starts as an emergency, in spite of ' : 'The policy does not let it start: '}
      {problems.map(({ rule }) => rule).join(', ')}.{' '}
      <a href={toHash({ room: 'maintenance', id: state.id, tab: 'readiness' })}>Readiness</a>
    </p>
  );
}

interface VariableFieldProps {
  readonly variable: Variable;
  readonly values: Values;
  readonly onChange: Dispatch<SetStateAction<Values>>;
  readonly isFirst: boolean;
}

function VariableField({ variable, values, onChange, isFirst }: VariableFieldProps) {
  const { name, prompt, secret } = variable;
  const Field = secret ? PasswordInput : TextInput;
  return (
    <Field
      {...(isFirst ? { 'data-autofocus': true } : {})}
      label={prompt ?? name}
      description={secret ? `${name}: held in memory only, masked in the log` : name}
      value={values[name] ?? ''}
      required
      autoComplete="off"
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChange((before) => ({ ...before, [name]: value }));
      }}
    />
  );
}

/** After the console was started anew, nobody knows the secrets any more. */
export function SecretsDialog({ state, controls }: RunDialogProps) {
  const [values, setValues] = useState<Values>({});
  const secrets = state.plan.variables.filter(({ name }) => state.secrets.includes(name));
  return (
    <ActionDialog
      controls={controls}
      title="Give the secrets again"
      deed="Keep them for this session"
      isReady={secrets.some(({ name }) => (values[name] ?? '') !== '')}
      onDo={() =>
        void controls.send('run.secrets', {
          maintenance: state.id,
          secrets: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')),
        })
      }
    >
      <p className={classes['warning']} data-tone="neutral">
        Secrets are never stored. After the console was started anew, steps that need them wait until they are given
        again.
      </p>
      {secrets.map((variable, index) => (
        <VariableField
          key={variable.name}
          variable={variable}
          values={values}
          onChange={setValues}
          isFirst={index === 0}
        />
      ))}
    </ActionDialog>
  );
}
