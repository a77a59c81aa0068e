/** The change record as it is written: what is changed, for whom, who answers, and when one turns back (`CHG-1`, `CHG-2`, `CHG-5`). */
import { NativeSelect, TagsInput, TextInput } from '@mantine/core';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { FieldGroup } from '../../parts/fields/field-group.tsx';
import { SpanField } from '../../parts/fields/parsed-fields.tsx';
import { Backups } from './backups.tsx';
import { Criteria } from './criteria.tsx';
import { KnownIssues } from './known-issues.tsx';
import { RecordChoice, RecordField, type RecordProps, setRecord } from './record-field.tsx';
import classes from './record-form.module.css';
import { Validations } from './validations.tsx';

export function RecordForm({ state, ...props }: RecordProps & { readonly state: MaintenanceState }) {
  const { record, draft, isReadOnly } = props;
  return (
    <div className={classes['form']}>
      <FieldGroup title="What is changed">
        <Environment {...props} />
        <TagsInput
          label="Services"
          description="Each is approved by the manager who answers for it."
          value={record.services}
          readOnly={isReadOnly}
          splitChars={[',']}
          maxTags={50}
          onChange={(services) => setRecord(draft, { services: toWords(services, 100) })}
        />
        <div className={dialogs['halves']}>
          <RecordField {...props} field="deploymentModel" label="Deployment model" />
          <RecordField {...props} field="productScope" label="Product scope" />
        </div>
        <RecordField {...props} field="releaseScope" label="Release scope" isLong />
        <div className={dialogs['halves']}>
          <RecordField {...props} field="customerChangeProcess" label="Customer change process" />
          <SpanField
            label="Expected duration"
            value={record.expectedDurationMs}
            isReadOnly={isReadOnly}
            onChange={(expectedDurationMs) => setRecord(draft, { expectedDurationMs }, 'duration')}
          />
        </div>
      </FieldGroup>
      <FieldGroup title="Who is affected">
        <TagsInput
          label="Affected users"
          value={record.affectedUsers}
          readOnly={isReadOnly}
          splitChars={[',']}
          maxTags={100}
          onChange={(affectedUsers) => setRecord(draft, { affectedUsers: toWords(affectedUsers, 1_000) })}
        />
        <div className={dialogs['halves']}>
          <RecordChoice {...props} field="isAccessInterrupted" label="Is access interrupted?" />
          <RecordField {...props} field="workflowsToWait" label="Workflows that should wait" />
        </div>
        <div className={dialogs['thirds']}>
          <RecordChoice {...props} field="touchesIntegrations" label="Does it touch integrations?" />
          <RecordField {...props} field="sourceSystemOwner" label="Source-system owner" />
          <RecordField {...props} field="scheduledJobsOwner" label="Owner of scheduled jobs" />
        </div>
      </FieldGroup>
      <FieldGroup title="Who answers for what">
        <div className={dialogs['thirds']}>
          <RecordField {...props} field="validationOwner" label="Validation owner" />
          <RecordField {...props} field="communicationOwner" label="Communication owner" />
          <RecordField {...props} field="supportOwner" label="Support in the window" />
        </div>
        <RecordField {...props} field="escalationPath" label="Escalation path" isLong />
        <RecordField
          {...props}
          field="venue"
          label="Venue"
          description="Where actions and current work are written down: a channel, a call."
        />
      </FieldGroup>
      <FieldGroup title="Validation">
        <RecordField {...props} field="validationPlan" label="Validation plan" isLong />
        <Validations state={state} {...props} />
      </FieldGroup>
      <FieldGroup title="When one turns back">
        <Criteria {...props} />
      </FieldGroup>
      <FieldGroup title="Known issues">
        <KnownIssues {...props} />
      </FieldGroup>
      <FieldGroup title="Backups it depends on">
        <Backups state={state} isReadOnly={isReadOnly} />
      </FieldGroup>
    </div>
  );
}

/** Taken for production until somebody says that it is not: the mistake that costs least. */
function Environment({ record, draft, isReadOnly }: RecordProps) {
  const { environment } = record;
  return (
    <div className={dialogs['halves']}>
      <TextInput
        label="Environment"
        value={environment?.name ?? ''}
        readOnly={isReadOnly}
        maxLength={1_000}
        onChange={(event) => {
          const name = event.currentTarget.value;
          const isProduction = environment?.isProduction ?? true;
          setRecord(draft, { environment: name.trim() === '' ? undefined : { name, isProduction } }, 'environment');
        }}
      />
      <NativeSelect
        label="Is it production?"
        value={environment?.isProduction === false ? 'no' : 'yes'}
        disabled={isReadOnly || environment === undefined}
        data={[
          { value: 'yes', label: 'PRODUCTION' },
          { value: 'no', label: 'Not production' },
        ]}
        onChange={(event) => {
          const isProduction = event.currentTarget.value === 'yes';
          if (environment !== undefined) setRecord(draft, { environment: { ...environment, isProduction } });
        }}
      />
    </div>
  );
}

function toWords(words: readonly string[], longest: number): string[] {
  return words.map((word) => word.trim().slice(0, longest)).filter((word) => word !== '');
}
