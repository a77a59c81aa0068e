/** One symptom: what to check for it, and by which words of a validation it is recognised. */
import { TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Symptom, symptomSchema } from '../../../core/change/troubleshooting.ts';
import type { Asking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';

interface SymptomDialogProps {
  readonly first: Symptom;
  readonly isOvertaken: boolean;
  readonly asking: Asking;
  readonly onKeep: (symptom: Symptom) => void;
  readonly onClose: () => void;
}

export function SymptomDialog({ first, isOvertaken, asking, onKeep, onClose }: SymptomDialogProps) {
  const [symptom, setSymptom] = useState(first.symptom);
  const [checks, setChecks] = useState(first.checks.join('\n'));
  const [words, setWords] = useState<string[]>(first.words);
  const lines = checks.split('\n').filter((line) => line.trim() !== '');
  const parsed = symptomSchema.safeParse({ id: first.id, symptom, checks: lines, words });
  return (
    <DeedDialog
      title={first.symptom === '' ? 'Add a symptom' : 'Symptom'}
      deed="Keep it"
      isReady={parsed.success}
      asking={asking}
      onDo={() => {
        if (parsed.success) onKeep(parsed.data);
      }}
      onClose={onClose}
    >
      {isOvertaken ? <p role="alert">Somebody has changed it meanwhile: to keep this writes over that.</p> : null}
      <TextInput
        label="Symptom"
        data-autofocus
        required
        maxLength={1_000}
        value={symptom}
        onChange={(event) => setSymptom(event.currentTarget.value)}
      />
      <Textarea
        label="What to check"
        description="One thing a line, the likeliest first."
        required
        autosize
        minRows={3}
        maxRows={12}
        value={checks}
        onChange={(event) => setChecks(event.currentTarget.value)}
      />
      <TagsInput
        label="Words that point to it"
        description="Of a validation, beside those of the symptom itself."
        value={words}
        onChange={setWords}
      />
    </DeedDialog>
  );
}
