/** Who unblocks a release gate: whoever approves, roles by name, or anybody who leads; each chosen by name, and none by leaving something empty. */
import { NativeSelect, TagsInput } from '@mantine/core';
import type { Policy } from '../../../core/policy/policy.ts';
import { type GateOpeners, toGateOpenersChoice, toOpenersOf, withNamedOpeners } from './gate-openers.ts';
import classes from './settings-room.module.css';

const choices = (approver: string) =>
  [
    { value: 'approver', label: `Whoever approves (${approver})` },
    { value: 'named', label: 'These roles' },
    { value: 'anybody', label: 'Anybody who leads' },
  ] as const satisfies readonly { readonly value: GateOpeners; readonly label: string }[];

interface GateOpenersFieldProps {
  readonly roles: Policy['roles'];
  readonly onChange: (roles: Policy['roles']) => void;
}

export function GateOpenersField({ roles, onChange }: GateOpenersFieldProps) {
  const choice = toGateOpenersChoice(roles);
  const named = (roles.gateOpenedBy ?? []).filter((role) => role !== '');
  return (
    <>
      <NativeSelect
        label="Unblocks a release gate"
        description={choice === 'anybody' ? 'No role is asked for.' : undefined}
        data={choices(roles.approver)}
        value={choice}
        onChange={(event) => onChange(toOpenersOf(roles, event.currentTarget.value as GateOpeners))}
      />
      {choice === 'named' ? (
        <TagsInput
          className={classes['wide'] ?? ''}
          label="Roles that unblock a gate"
          value={named}
          error={named.length === 0 ? 'Name a role, or choose who else.' : undefined}
          onChange={(next) => onChange(withNamedOpeners(roles, next))}
        />
      ) : null}
    </>
  );
}
