/** An aid to five whys: from what was seen back to what made it possible, one answer at a time. */
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { parseWhys, type Whys, withWhys } from '../../../core/postmortem/five-whys.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { WordingHints } from './wording-hints.tsx';

interface FiveWhysDialogProps {
  readonly text: string;
  readonly onWrite: (text: string) => void;
  readonly onClose: () => void;
}

/** Nobody is held to five: a chain may end sooner, and rarely goes on. */
const mostAnswers = 8;

export function FiveWhysDialog({ text, onWrite, onClose }: FiveWhysDialogProps) {
  const [whys, setWhys] = useState<Whys>(() => {
    // The draft says what was seen, and asks nothing yet.
    const { began, answers } = parseWhys(text) ?? { began: '', answers: [] };
    return { began, answers: answers.length === 0 ? [''] : answers };
  });
  const { began, answers } = whys;
  const given = answers.filter((answer) => answer.trim() !== '');
  function answer(at: number, words: string) {
    const next = answers.map((one, index) => (index === at ? words : one));
    const isNextOpen = next.every((one) => one.trim() !== '') && next.length < mostAnswers;
    setWhys({ began, answers: isNextOpen ? [...next, ''] : next });
  }
  return (
    <DeedDialog
      title="Five whys"
      deed="Put it into the section"
      size={640}
      isReady={began.trim() !== '' && given.length > 0}
      onDo={() => {
        onWrite(withWhys(text, whys));
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        Ask what made each thing possible, not who did it. Stop where the answer is something you can change; that is
        what an action item is for.
      </p>
      <Textarea
        label="What was seen"
        required
        autosize
        minRows={1}
        data-autofocus
        value={began}
        onChange={(event) => setWhys({ ...whys, began: event.currentTarget.value })}
      />
      {answers.map((words, at) => (
        <Textarea
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer is told by its place in the chain
          key={at}
          label={`${at + 1}. What made ${at === 0 ? 'that' : 'this'} possible?`}
          description={at === 0 ? undefined : `“${answers[at - 1]}”`}
          autosize
          minRows={1}
          value={words}
          onChange={(event) => answer(at, event.currentTarget.value)}
        />
      ))}
      <WordingHints text={[began, ...answers].join('\n')} />
    </DeedDialog>
  );
}
