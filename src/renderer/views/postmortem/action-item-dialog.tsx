/** One action item: what is to be done, of which kind, by whom and until when. */
import { Autocomplete, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { type ActionItem, actionItemTextSchema } from '../../../core/postmortem/report.ts';
import type { ReportModel } from '../../model/report-model.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { newPartId } from '../../parts/drafts/part-id.ts';
import { WordsField } from '../../parts/fields/words-field.tsx';
import { useEditing } from './editing.ts';
import { itemKindNames } from './report-words.ts';

interface ActionItemDialogProps {
  readonly model: ReportModel;
  /** Absent: a new one. */
  readonly item: ActionItem | undefined;
  readonly onClose: () => void;
}

/** Names offered while one types an owner. */
const offered = 20;

export function ActionItemDialog({ model, item, onClose }: ActionItemDialogProps) {
  const [title, setTitle] = useState(item?.title ?? '');
  const [kind, setKind] = useState<ActionItem['kind']>(item?.kind ?? 'prevent');
  const [owner, setOwner] = useState(item?.owner ?? '');
  const [due, setDue] = useState<string>(item?.due ?? '');
  const [link, setLink] = useState(item?.link ?? '');
  const [note, setNote] = useState(item?.note ?? '');
  const [id] = useState(() => item?.id ?? newPartId());
  const [wanted] = useDebouncedValue(owner.trim(), 150);
  const people = useAsked('person.list', { limit: offered, ...(wanted === '' ? {} : { search: wanted }) }, 'person');
  const editing = useEditing(model);
  const isLinkWrong = link.trim() !== '' && !actionItemTextSchema.shape.link.safeParse(link.trim()).success;
  const isDueWrong = due !== '' && !actionItemTextSchema.shape.due.safeParse(due).success;
  async function save() {
    const known = people.value?.people.find(({ name }) => name === owner.trim()) ?? undefined;
    // Of an owner who was left as they are, nothing is forgotten because the address book was not asked in time.
    const person = known?.id ?? (owner.trim() === item?.owner ? item.person : undefined);
    const text = {
      id,
      title: title.trim(),
      kind,
      owner: owner.trim(),
      ...(person === undefined ? {} : { person }),
      ...(due === '' ? {} : { due }),
      ...(link.trim() === '' ? {} : { link: link.trim() }),
      note: note.trim(),
    };
    if (await editing.edit('actionItem.set', { item: text })) onClose();
  }
  return (
    <DeedDialog
      title={item === undefined ? 'An action item' : 'Change the action item'}
      deed={item === undefined ? 'Add it' : 'Change it'}
      size={600}
      isReady={title.trim() !== '' && owner.trim() !== '' && !isLinkWrong && !isDueWrong}
      asking={editing}
      onDo={() => void save()}
      onClose={onClose}
    >
      <TextInput
        label="What is to be done"
        required
        maxLength={500}
        data-autofocus
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <div>
        <span className={dialogs['label']}>What it is for</span>
        <SegmentedControl
          fullWidth
          aria-label="What it is for"
          data={Object.entries(itemKindNames).map(([value, label]) => ({ value, label }))}
          value={kind}
          onChange={(value) => setKind(value as ActionItem['kind'])}
        />
      </div>
      <div className={dialogs['halves']}>
        <Autocomplete
          label="Who sees to it"
          required
          maxLength={200}
          data={[...new Set((people.value?.people ?? []).map(({ name }) => name))]}
          filter={({ options }) => options}
          value={owner}
          onChange={setOwner}
        />
        <TextInput
          type="date"
          label="Until"
          error={isDueWrong ? 'Write a day, such as 2026-12-24.' : undefined}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
      </div>
      <TextInput
        label="Where it is tracked"
        placeholder="https://"
        error={isLinkWrong ? 'Write a whole address, from https:// on.' : undefined}
        value={link}
        onChange={(event) => setLink(event.currentTarget.value)}
      />
      <WordsField label="Note" value={note} onChange={setNote} />
    </DeedDialog>
  );
}
