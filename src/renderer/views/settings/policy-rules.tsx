/** The rules of a policy: how strictly each is taken and who may waive it, and the team's own ones beside the built-in. */
import { ActionIcon, Button, NativeSelect, TagsInput, Textarea, TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import {
  builtInRules,
  type OwnRule,
  type Policy,
  type RuleSetting,
  type Severity,
  settingOf,
} from '../../../core/policy/policy.ts';
import { toTitle } from '../../../core/policy/titles.ts';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import classes from './settings-room.module.css';

interface RulesProps {
  readonly policy: Policy;
  readonly onChange: (policy: Policy) => void;
}

export function BuiltInRules({ policy, onChange }: RulesProps) {
  return (
    <section aria-label="Rules">
      <table className={tables['table']}>
        <TableHead columns={['Rule', 'What it asks for', 'Taken as', 'May be waived by']} />
        <tbody>
          {builtInRules.map((rule) => {
            const setting = settingOf(policy, rule);
            const put = (next: RuleSetting) => onChange({ ...policy, rules: { ...policy.rules, [rule]: next } });
            return (
              <tr key={rule}>
                <td className={classes['ruleName']}>{rule}</td>
                <td>{toTitle(rule, policy)}</td>
                <SettingCells rule={rule} setting={setting} onChange={put} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

const severities = [
  { value: 'must', label: 'Must' },
  { value: 'should', label: 'Should' },
  { value: 'off', label: 'Off' },
];

interface SettingCellsProps {
  readonly rule: string;
  readonly setting: RuleSetting;
  readonly onChange: (setting: RuleSetting) => void;
}

function SettingCells({ rule, setting, onChange }: SettingCellsProps) {
  return (
    <>
      <td className={classes['severity']}>
        <NativeSelect
          size="xs"
          aria-label={`${rule} is taken as`}
          data={severities}
          value={setting.severity}
          onChange={(event) => onChange({ ...setting, severity: event.currentTarget.value as Severity })}
        />
      </td>
      <td className={classes['waivers']}>
        <TagsInput
          size="xs"
          aria-label={`${rule} may be waived by`}
          placeholder={setting.waivedBy.length === 0 ? 'nobody' : ''}
          value={setting.waivedBy}
          onChange={(waivedBy) => onChange({ ...setting, waivedBy })}
        />
      </td>
    </>
  );
}

export function OwnRules({ policy, onChange }: RulesProps) {
  const put = (index: number, next: OwnRule) =>
    onChange({ ...policy, own: policy.own.map((one, at) => (at === index ? next : one)) });
  const isTaken = (id: string) => policy.own.some((one) => one.id === id);
  function add() {
    let count = policy.own.length + 1;
    while (isTaken(`OWN-${count}`)) count += 1;
    const owner = policy.roles.approver;
    onChange({
      ...policy,
      own: [...policy.own, { id: `OWN-${count}`, text: '', owner, severity: 'must', waivedBy: [owner] }],
    });
  }
  return (
    <section className={classes['card']} aria-label="The team’s own rules">
      <h2>The team’s own rules</h2>
      <p className={classes['small']}>A sentence that somebody of a role confirms for each maintenance.</p>
      {policy.own.length === 0 ? null : (
        <table className={tables['table']}>
          <TableHead columns={['Rule', 'What it asks for', 'Confirmed by', 'Taken as', 'May be waived by', '']} />
          <tbody>
            {policy.own.map((rule, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a rule's place is its identity while its id is typed
              <tr key={index}>
                <td className={classes['severity']}>
                  <TextInput
                    size="xs"
                    aria-label={`Id of own rule ${index + 1}`}
                    value={rule.id}
                    onChange={(event) => put(index, { ...rule, id: event.currentTarget.value })}
                  />
                </td>
                <td>
                  <Textarea
                    size="xs"
                    autosize
                    aria-label={`${rule.id} asks for`}
                    value={rule.text}
                    onChange={(event) => put(index, { ...rule, text: event.currentTarget.value })}
                  />
                </td>
                <td className={classes['severity']}>
                  <TextInput
                    size="xs"
                    aria-label={`${rule.id} is confirmed by`}
                    value={rule.owner}
                    onChange={(event) => put(index, { ...rule, owner: event.currentTarget.value })}
                  />
                </td>
                <SettingCells
                  rule={rule.id}
                  setting={{ severity: rule.severity, waivedBy: rule.waivedBy }}
                  onChange={(setting) => put(index, { ...rule, ...setting })}
                />
                <td>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Remove ${rule.id}`}
                    onClick={() => onChange({ ...policy, own: policy.own.filter((_, at) => at !== index) })}
                  >
                    <Trash2 size={15} aria-hidden="true" />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button size="compact-sm" variant="default" leftSection={<Plus size={14} aria-hidden="true" />} onClick={add}>
        Add a rule
      </Button>
    </section>
  );
}
