/** The questions of connections, one at a time: a password is sent and forgotten, a host key is trusted only by a deliberate yes. */
import { Button, Code, Modal, PasswordInput, TextInput } from '@mantine/core';
import { KeyRound, ShieldQuestionMark } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ContractPrompt } from '../../contract/shapes.ts';
import { useModel, useModels } from '../model/react.tsx';
import type { ShownFailure } from '../parts/asking/failure.ts';
import { FailureNote } from '../parts/asking/failure-note.tsx';
import { Fingerprint, FingerprintCheck } from '../parts/fingerprint/fingerprint.tsx';
import classes from './prompt-dialog.module.css';

type Answer = (answers: string[] | undefined) => void;

/** Shows the oldest question. Closing it answers “no”: the connection is told, and the step that needs it says so. */
export function PromptDialog() {
  const { workspace } = useModels();
  const prompts = useModel(workspace, (view) => view.prompts);
  const [failure, setFailure] = useState<ShownFailure>();
  const prompt = prompts[0];
  if (prompt === undefined) return null;
  const answer: Answer = (answers) => {
    setFailure(undefined);
    void workspace.answer(prompt.id, answers).then((result) => {
      if (!result.ok) setFailure(result.failure);
    });
  };
  const title = prompt.kind === 'secret' ? `${prompt.host} asks` : `First contact with ${prompt.host}`;
  return (
    <Modal
      opened
      onClose={() => answer(undefined)}
      closeOnClickOutside={false}
      size={prompt.kind === 'secret' ? 440 : 600}
      title={title}
      closeButtonProps={{ 'aria-label': 'Refuse and close' }}
    >
      {failure === undefined ? null : <FailureNote failure={failure} />}
      {prompt.kind === 'secret' ? (
        <SecretQuestion key={prompt.id} prompt={prompt} answer={answer} />
      ) : (
        <HostKeyQuestion key={prompt.id} prompt={prompt} answer={answer} />
      )}
      {prompts.length > 1 ? <p className={classes['more']}>{prompts.length - 1} more to answer after this.</p> : null}
    </Modal>
  );
}

function SecretQuestion({
  prompt,
  answer,
}: {
  readonly prompt: Extract<ContractPrompt, { kind: 'secret' }>;
  readonly answer: Answer;
}) {
  const [values, setValues] = useState<readonly string[]>(() => prompt.fields.map(() => ''));
  function send(event: FormEvent) {
    event.preventDefault();
    answer([...values]);
  }
  return (
    <form onSubmit={send} className={classes['question']} autoComplete="off">
      <p className={classes['lead']}>
        <KeyRound size={16} aria-hidden="true" /> {prompt.title}
      </p>
      {prompt.fields.map((field, index) => {
        const Input = field.isHidden ? PasswordInput : TextInput;
        return (
          <Input
            key={field.label}
            label={field.label}
            value={values[index] ?? ''}
            data-autofocus={index === 0 || undefined}
            autoComplete="off"
            onChange={(event) => {
              const { value } = event.currentTarget;
              setValues((before) => before.map((old, at) => (at === index ? value : old)));
            }}
          />
        );
      })}
      <p className={classes['small']}>It is used for this connection and kept nowhere.</p>
      <div className={classes['buttons']}>
        <Button variant="default" onClick={() => answer(undefined)}>
          Do not connect
        </Button>
        <Button type="submit">Answer</Button>
      </div>
    </form>
  );
}

function HostKeyQuestion({
  prompt,
  answer,
}: {
  readonly prompt: Extract<ContractPrompt, { kind: 'host-key' }>;
  readonly answer: Answer;
}) {
  const [isSame, setSame] = useState(false);
  return (
    <div className={classes['question']}>
      <p className={classes['lead']}>
        <ShieldQuestionMark size={16} aria-hidden="true" /> Nobody here has met this host before. This is the key it
        shows:
      </p>
      <Fingerprint fingerprint={prompt.fingerprint} algorithm={prompt.algorithm} />
      <p>
        It answered at <Code>{`${prompt.address}:${prompt.port}`}</Code>. Compare with what the host itself says, on its
        own console: <Code>ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub</Code>
      </p>
      <FingerprintCheck fingerprint={prompt.fingerprint} onMatch={setSame} />
      <div className={classes['buttons']}>
        <Button variant="default" onClick={() => answer(undefined)}>
          Do not connect
        </Button>
        <Button disabled={!isSame} onClick={() => answer(['trust'])}>
          They are the same: trust this key
        </Button>
      </div>
    </div>
  );
}
