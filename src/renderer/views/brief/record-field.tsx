/** One field of the change record in words; what is left empty is not said. */
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ChangeRecord } from '../../../core/change/record.ts';
import { present } from '../../../core/plan/edits.ts';
import type { DraftModel } from '../../model/draft-model.ts';

export interface RecordProps {
  readonly record: ChangeRecord;
  readonly draft: DraftModel<ChangeRecord>;
  readonly isReadOnly: boolean;
}

export function setRecord(
  draft: DraftModel<ChangeRecord>,
  fields: { readonly [K in keyof ChangeRecord]?: ChangeRecord[K] | undefined },
  run?: string,
): void {
  draft.edit((record) => present({ ...record, ...fields }) as ChangeRecord, run);
}

type WordKey = {
  [K in keyof ChangeRecord]-?: NonNullable<ChangeRecord[K]> extends string ? K : never;
}[keyof ChangeRecord];

interface RecordFieldProps extends RecordProps {
  readonly field: WordKey;
  readonly label: string;
  readonly description?: string;
  /** Several lines of text. */
  readonly isLong?: boolean;
}

export function RecordField(props: RecordFieldProps) {
  const { record, draft, isReadOnly, field, label, description, isLong = false } = props;
  const set = (text: string) => setRecord(draft, { [field]: text === '' ? undefined : text }, field);
  const input = {
    label,
    ...(description === undefined ? {} : { description }),
    value: record[field] ?? '',
    readOnly: isReadOnly,
  };
  if (!isLong) return <TextInput {...input} maxLength={1_000} onChange={(event) => set(event.currentTarget.value)} />;
  return (
    <Textarea
      {...input}
      autosize
      minRows={2}
      maxRows={12}
      maxLength={20_000}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

interface RecordChoiceProps extends RecordProps {
  readonly field: 'isAccessInterrupted' | 'touchesIntegrations';
  readonly label: string;
}

/** Yes, no, or not said yet: which is not the same as no. */
export function RecordChoice({ record, draft, isReadOnly, field, label }: RecordChoiceProps) {
  return (
    <NativeSelect
      label={label}
      value={record[field] === undefined ? '' : record[field] ? 'yes' : 'no'}
      disabled={isReadOnly}
      data={[
        { value: '', label: 'Not said yet' },
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ]}
      onChange={(event) => {
        const said = event.currentTarget.value;
        setRecord(draft, { [field]: said === '' ? undefined : said === 'yes' });
      }}
    />
  );
}
