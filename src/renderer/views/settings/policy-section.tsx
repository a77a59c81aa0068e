/** The team's policy: its numbers, roles and rules, changed here or as a YAML file, and in force only once somebody says so. */
import { Button, Loader, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { Download, FileCode } from 'lucide-react';
import { useState } from 'react';
import type { z } from 'zod';
import type { RequestOutput } from '../../../contract/requests.ts';
import { type Level, levelSchema } from '../../../core/backup/level.ts';
import { type Policy, policySchema } from '../../../core/policy/policy.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { download } from '../runbooks/files.ts';
import { GateOpenersField } from './gate-openers-field.tsx';
import { BuiltInRules, OwnRules } from './policy-rules.tsx';
import { PolicyYamlDialog } from './policy-yaml-dialog.tsx';
import classes from './settings-room.module.css';

type Shown = RequestOutput<'policy.show'>;

export function PolicySection() {
  const asked = useAsked('policy.show', {}, 'policy');
  return (
    <>
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {asked.value === undefined ? <Loader size="sm" /> : <PolicyForm shown={asked.value} />}
    </>
  );
}

/** A policy half edited would stand in the way of a start: what is changed here binds only by a press of its own. */
function PolicyForm({ shown }: { readonly shown: Shown }) {
  const isReadOnly = useIsReadOnly();
  const [edited, edit] = useState<{ readonly policy: Policy; readonly version: number }>();
  const [isYamlOpen, openYaml] = useState(false);
  const asking = useAsking();
  const policy = edited?.policy ?? shown.policy;
  const parsed = policySchema.safeParse(policy);
  const change = (next: Policy) => edit({ policy: next, version: edited?.version ?? shown.version });
  async function save() {
    if (edited === undefined || !parsed.success) return;
    const saved = await asking.ask('policy.save', { policy: parsed.data, expectedVersion: edited.version });
    if (saved !== undefined) edit(undefined);
  }
  async function exportYaml() {
    const file = await asking.ask('policy.export', {});
    if (file !== undefined) download(file.file, file.yaml, 'application/yaml');
  }
  return (
    <>
      <div className={classes['bar']}>
        <p role="status">
          {edited !== undefined ? (
            <strong>Changed here, and not in force yet.</strong>
          ) : shown.savedAtMs === undefined ? (
            'The default policy; nobody has changed it.'
          ) : (
            <>
              Version {shown.version}, by {shown.savedBy}, <Instant atMs={shown.savedAtMs} />
            </>
          )}
        </p>
        {edited === undefined ? (
          <>
            <Button
              variant="default"
              leftSection={<Download size={15} aria-hidden="true" />}
              onClick={() => void exportYaml()}
            >
              Export as YAML
            </Button>
            <Button
              variant="default"
              leftSection={<FileCode size={15} aria-hidden="true" />}
              disabled={isReadOnly}
              onClick={() => openYaml(true)}
            >
              Edit or import YAML…
            </Button>
          </>
        ) : (
          <>
            <Button variant="default" onClick={() => edit(undefined)}>
              Discard
            </Button>
            <Button disabled={!parsed.success || isReadOnly} loading={asking.isAsking} onClick={() => void save()}>
              Put it in force
            </Button>
          </>
        )}
        {parsed.success ? null : (
          <ul className={classes['lines']} role="alert">
            {parsed.error.issues.map((issue) => (
              <li key={issue.path.join('.')}>{toProblem(policy, issue)}</li>
            ))}
          </ul>
        )}
      </div>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} />}
      <Numbers policy={policy} onChange={change} />
      <Roles policy={policy} onChange={change} />
      <BuiltInRules policy={policy} onChange={change} />
      <OwnRules policy={policy} onChange={change} />
      {isYamlOpen ? (
        <PolicyYamlDialog first={shown.yaml} version={shown.version} onClose={() => openYaml(false)} />
      ) : null}
    </>
  );
}

/** An own rule by its id; and what is empty is called that, not too small. */
function toProblem(policy: Policy, { path, code, message }: z.core.$ZodIssue): string {
  const [part, index, ...rest] = path;
  if (index === 'gateOpenedBy' && code === 'too_small') return 'Roles that unblock a gate: none is named';
  const rule = part === 'own' && typeof index === 'number' ? policy.own[index]?.id : undefined;
  const where = rule === undefined ? path : [rule === '' ? `own rule ${Number(index) + 1}` : rule, ...rest];
  return `${where.join(' › ')}: ${code === 'too_small' ? 'must not be empty' : message.replace(/^Invalid input: /, '')}`;
}

interface PartProps {
  readonly policy: Policy;
  readonly onChange: (policy: Policy) => void;
}

const numbers = [
  ['announcedDaysAhead', 'Announced, days ahead', 'POL-10'],
  ['backupsDaysAhead', 'Backups begun, days ahead', 'POL-11'],
  ['qualifiedPeople', 'Qualified people at any time', 'POL-2'],
  ['postponedDays', 'Postponed after a drop-out, days', 'POL-16'],
] as const satisfies readonly (readonly [keyof Policy['numbers'], string, string])[];

/** How far every backup has to be proven, in the words of a team. */
const proofs = [
  { value: 'none', label: 'A person’s word is enough' },
  { value: 'present', label: 'Found by its tool' },
  { value: 'complete', label: 'Complete, by its tool' },
  { value: 'readable', label: 'Read to its end' },
  { value: 'restored', label: 'Restored in a test' },
] as const satisfies readonly { readonly value: Level; readonly label: string }[];

function Numbers({ policy, onChange }: PartProps) {
  return (
    <section className={classes['card']}>
      <h2>Numbers and proof</h2>
      <div className={classes['fields']}>
        {numbers.map(([name, label, rule]) => (
          <NumberInput
            key={name}
            label={label}
            description={rule}
            min={0}
            max={365}
            allowDecimal={name !== 'qualifiedPeople'}
            value={policy.numbers[name]}
            onChange={(value) => onChange({ ...policy, numbers: { ...policy.numbers, [name]: Number(value) } })}
          />
        ))}
        <NumberInput
          label="Rehearsed at most so many days before"
          description="REL-10; left empty, no rehearsal is asked for"
          min={0}
          max={365}
          value={policy.numbers.rehearsedDays ?? ''}
          onChange={(value) => onChange({ ...policy, numbers: withRehearsal(policy.numbers, value) })}
        />
        <Select
          label="Backups proven"
          description="POL-12"
          data={proofs}
          allowDeselect={false}
          value={policy.backupProof ?? 'none'}
          onChange={(value) => onChange({ ...policy, backupProof: levelSchema.parse(value) })}
        />
      </div>
    </section>
  );
}

/** Nothing typed asks for none. */
function withRehearsal({ rehearsedDays: _, ...numbers }: Policy['numbers'], days: number | string): Policy['numbers'] {
  return days === '' ? numbers : { ...numbers, rehearsedDays: Number(days) };
}

const roles = [
  ['qualified', 'Does the work'],
  ['qualification', 'Qualified by'],
  ['approver', 'Approves'],
  ['communication', 'Owns the notices'],
] as const satisfies readonly (readonly [keyof Policy['roles'], string])[];

function Roles({ policy, onChange }: PartProps) {
  return (
    <section className={classes['card']}>
      <h2>Name and roles</h2>
      <div className={classes['fields']}>
        <TextInput
          label="Name of the policy"
          value={policy.name}
          onChange={(event) => onChange({ ...policy, name: event.currentTarget.value })}
        />
        {roles.map(([name, label]) => (
          <TextInput
            key={name}
            label={label}
            value={policy.roles[name]}
            onChange={(event) => onChange({ ...policy, roles: { ...policy.roles, [name]: event.currentTarget.value } })}
          />
        ))}
        <TagsInput
          label="Urgent: never missing in the window"
          value={policy.roles.urgent}
          onChange={(urgent) => onChange({ ...policy, roles: { ...policy.roles, urgent } })}
        />
        <GateOpenersField roles={policy.roles} onChange={(next) => onChange({ ...policy, roles: next })} />
      </div>
    </section>
  );
}
