/** The plan's variables: asked for when a run starts; a secret has no default, for it is never stored. */
import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { present } from '../../../core/plan/edits.ts';
import { type Plan, type Variable, variableSchema } from '../../../core/plan/plan.ts';
import type { DraftModel } from '../../model/draft-model.ts';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { FieldGroup } from '../../parts/fields/field-group.tsx';
import classes from './variables.module.css';

interface VariablesProps {
  readonly plan: Plan;
  readonly draft: DraftModel<Plan>;
  readonly isReadOnly: boolean;
}

export function Variables({ plan, draft, isReadOnly }: VariablesProps) {
  function change(index: number, fields: { [K in keyof Variable]?: Variable[K] | undefined }, run?: string) {
    draft.edit(
      (now) => ({
        ...now,
        variables: now.variables.map((old, at) => (at === index ? (present({ ...old, ...fields }) as Variable) : old)),
      }),
      run === undefined ? undefined : `${run} of variable ${index}`,
    );
  }
  function add() {
    const taken = new Set(plan.variables.map(({ name }) => name));
    let name = 'VARIABLE';
    for (let count = 2; taken.has(name); count += 1) name = `VARIABLE_${count}`;
    draft.edit((now) => ({ ...now, variables: [...now.variables, { name, secret: false }] }));
  }
  return (
    <FieldGroup title="Variables">
      {plan.variables.length === 0 ? (
        <p className={dialogs['small']}>
          None. A variable is asked for at the start and given to every script by its name.
        </p>
      ) : null}
      {plan.variables.map((variable, index) => (
        // A variable's place is its identity here: its name is what is typed.
        // biome-ignore lint/suspicious/noArrayIndexKey: there is nothing else that stays the same while the name is typed
        <div key={index} className={classes['variable']}>
          <NameField
            variable={variable}
            isReadOnly={isReadOnly}
            taken={plan.variables.filter((other) => other !== variable).map(({ name }) => name)}
            onChange={(name) => change(index, { name }, 'name')}
          />
          <TextInput
            label="Question"
            className={classes['question'] ?? ''}
            value={variable.prompt ?? ''}
            readOnly={isReadOnly}
            maxLength={500}
            onChange={(event) => change(index, { prompt: event.currentTarget.value || undefined }, 'prompt')}
          />
          <TextInput
            label="Default"
            value={variable.default ?? ''}
            readOnly={isReadOnly}
            disabled={variable.secret}
            placeholder={variable.secret ? 'never stored' : ''}
            onChange={(event) => change(index, { default: event.currentTarget.value || undefined }, 'default')}
          />
          <Checkbox
            label="Secret"
            className={classes['secret'] ?? ''}
            checked={variable.secret}
            disabled={isReadOnly}
            onChange={(event) => {
              const secret = event.currentTarget.checked;
              change(index, secret ? { secret, default: undefined } : { secret });
            }}
          />
          {isReadOnly ? null : (
            <ActionIcon
              variant="subtle"
              color="gray"
              className={classes['remove'] ?? ''}
              aria-label={`Remove ${variable.name}`}
              onClick={() =>
                draft.edit((now) => ({ ...now, variables: now.variables.filter((_, at) => at !== index) }))
              }
            >
              <X size={15} aria-hidden="true" />
            </ActionIcon>
          )}
        </div>
      ))}
      {isReadOnly ? null : (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Plus size={13} aria-hidden="true" />}
          className={classes['add'] ?? ''}
          onClick={add}
        >
          Add a variable
        </Button>
      )}
    </FieldGroup>
  );
}

interface NameFieldProps {
  readonly variable: Variable;
  readonly isReadOnly: boolean;
  readonly taken: readonly string[];
  readonly onChange: (name: string) => void;
}

/** A name the shell would not take, or that another variable has, is not taken in: what is typed is filtered to what may be. */
function NameField({ variable, isReadOnly, taken, onChange }: NameFieldProps) {
  return (
    <TextInput
      label="Name"
      value={variable.name}
      readOnly={isReadOnly}
      spellCheck={false}
      classNames={{ input: classes['name'] ?? '' }}
      onChange={(event) => {
        const name = event.currentTarget.value.replace(/[^A-Za-z0-9_]/g, '_');
        if (variableSchema.shape.name.safeParse(name).success && !taken.includes(name)) onChange(name);
      }}
    />
  );
}
