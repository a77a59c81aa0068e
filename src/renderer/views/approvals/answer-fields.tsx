/** What somebody says when they are asked: to each matter yes or no, for which part, for whom, and with which note. */
import { SegmentedControl, Select } from '@mantine/core';
import type { ApprovalKind } from '../../../core/approval/approval.ts';
import type { GivenAnswer } from '../../../core/approval/files.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { WordsField } from '../../parts/fields/words-field.tsx';
import classes from './approvals.module.css';
import { kindNames } from './kind-names.ts';

export interface AnswerDraft {
  readonly given: Readonly<Partial<Record<ApprovalKind, boolean>>>;
  readonly service: string | null;
  readonly onBehalfOf: PersonId | null;
  readonly note: string;
}

export const noAnswer: AnswerDraft = { given: {}, service: null, onBehalfOf: null, note: '' };

/** Matters of which nothing was said are left out. A part and a person stood in for belong to approvals, not to an agreement. */
export function toAnswers({ given, service, onBehalfOf, note }: AnswerDraft): GivenAnswer[] {
  return (Object.entries(given) as [ApprovalKind, boolean][]).map(([kind, isGiven]) => ({
    kind,
    isGiven,
    ...(service === null || kind === 'plan' ? {} : { service }),
    ...(onBehalfOf === null || kind === 'plan' ? {} : { onBehalfOf }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  }));
}

interface AnswerFieldsProps {
  readonly kinds: readonly ApprovalKind[];
  readonly services: readonly string[];
  /** Other approvers, who may be stood in for. */
  readonly others: readonly { readonly id: PersonId; readonly name: string }[];
  readonly draft: AnswerDraft;
  readonly onChange: (draft: AnswerDraft) => void;
}

export function AnswerFields({ kinds, services, others, draft, onChange }: AnswerFieldsProps) {
  function say(kind: ApprovalKind, word: string) {
    const { [kind]: _, ...rest } = draft.given;
    onChange({ ...draft, given: word === 'none' ? rest : { ...rest, [kind]: word === 'yes' } });
  }
  return (
    <>
      {kinds.map((kind) => {
        const isGiven = draft.given[kind];
        return (
          <div key={kind} className={classes['matter']}>
            <span>{kindNames[kind]}</span>
            <SegmentedControl
              size="xs"
              aria-label={kindNames[kind]}
              value={isGiven === undefined ? 'none' : isGiven ? 'yes' : 'no'}
              onChange={(word) => say(kind, word)}
              data={[
                { value: 'none', label: 'Say nothing' },
                { value: 'yes', label: kind === 'plan' ? 'I agree' : 'I approve' },
                { value: 'no', label: 'I refuse' },
              ]}
            />
          </div>
        );
      })}
      <div className={dialogs['halves']}>
        {services.length === 0 ? null : (
          <Select
            label="For which part"
            placeholder="the whole"
            data={[...services]}
            value={draft.service}
            clearable
            onChange={(service) => onChange({ ...draft, service })}
          />
        )}
        {others.length === 0 ? null : (
          <Select
            label="On behalf of"
            placeholder="nobody"
            data={others.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.onBehalfOf}
            clearable
            searchable
            onChange={(onBehalfOf) => onChange({ ...draft, onBehalfOf })}
          />
        )}
      </div>
      <WordsField label="Note" value={draft.note} onChange={(words) => onChange({ ...draft, note: words })} />
    </>
  );
}
