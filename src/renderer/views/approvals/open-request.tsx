/** A request file of somebody else: what is asked, by whom and signed by which key, and the answer file to send back. */
import { Button, FileButton, Select, TextInput } from '@mantine/core';
import { FileKey } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { useAsking } from '../../parts/asking.ts';
import { DeedDialog } from '../../parts/deed-dialog.tsx';
import facts from '../../parts/facts.module.css';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { toWindowText } from '../../parts/times.ts';
import { download } from '../runbooks/files.ts';
import { AnswerFields, noAnswer, toAnswers } from './answer-fields.tsx';
import classes from './approvals.module.css';

interface Opened {
  readonly content: string;
  readonly request: RequestOutput<'approval.open'>;
}

export function OpenRequestButton() {
  const [opened, setOpened] = useState<Opened>();
  const asking = useAsking();
  async function open(file: File | null) {
    if (file === null) return;
    const content = await file.text();
    const request = await asking.ask('approval.open', { content });
    if (request !== undefined) setOpened({ content, request });
  }
  return (
    <>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      <FileButton accept=".json,application/json" onChange={(file) => void open(file)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            loading={asking.isAsking}
            leftSection={<FileKey size={16} aria-hidden="true" />}
          >
            Answer a request file…
          </Button>
        )}
      </FileButton>
      {opened === undefined ? null : <RequestDialog opened={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

function RequestDialog({ opened, onClose }: { readonly opened: Opened; readonly onClose: () => void }) {
  const { content, request: asked } = opened;
  const { request, signer, planMarkdown } = asked;
  const [draft, setDraft] = useState(noAnswer);
  const [as, setAs] = useState<PersonId | null>(asked.as ?? null);
  const [typed, setTyped] = useState('');
  const asking = useAsking();
  const isStrange = signer.standing === 'unknown';
  const answers = toAnswers(draft);
  async function reply() {
    const made = await asking.ask('approval.reply', {
      content,
      answers,
      ...(as === null ? {} : { as }),
      ...(isStrange ? { signer: `SHA256:${typed.replace(/\s+/g, '').replace(/^SHA256:/i, '')}` } : {}),
    });
    if (made === undefined) return;
    download(made.file, made.content, 'application/json');
    onClose();
  }
  return (
    <DeedDialog
      title={`Asked of you: ${request.maintenance.title}`}
      deed="Sign the answer, and save its file"
      size={820}
      isReady={answers.length > 0 && as !== null && (!isStrange || typed.trim() !== '')}
      asking={asking}
      onDo={() => void reply()}
      onClose={onClose}
    >
      <RequestFacts asked={asked} />
      {request.note === undefined ? null : <p>{request.note}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by the keyboard. */}
      <pre className={classes['plan']} tabIndex={0}>
        {planMarkdown}
      </pre>
      {isStrange ? (
        <div>
          <Fingerprint fingerprint={signer.fingerprint} algorithm="Ed25519" />
          <TextInput
            label="The fingerprint, as whoever asks reads it out"
            description="Nobody here has trusted this key yet. Have it read out by another way than the file came."
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
      ) : null}
      <Select
        label="Who answers"
        data={request.to.map(({ id, name }) => ({ value: id, label: name }))}
        value={as}
        allowDeselect={false}
        onChange={setAs}
      />
      <AnswerFields
        kinds={request.kinds}
        services={request.record.services}
        others={request.to.filter(({ id }) => id !== as)}
        draft={draft}
        onChange={setDraft}
      />
    </DeedDialog>
  );
}

const standings = {
  own: 'this very console’s key',
  trusted: 'a key trusted here',
  unknown: 'a key nobody here knows',
} as const;

function RequestFacts({ asked: { request, signer } }: { readonly asked: RequestOutput<'approval.open'> }) {
  const violated = (request.findings ?? []).filter(({ status }) => status === 'violated');
  return (
    <dl className={facts['facts']}>
      <dt>Asked by</dt>
      <dd>{request.askedBy.name}</dd>
      <dt>Signed with</dt>
      <dd>
        {standings[signer.standing]}
        {signer.person === undefined ? '' : `, ${signer.person.name}’s`}
      </dd>
      <dt>Window</dt>
      <dd>{request.window === undefined ? 'not set' : toWindowText(request.window)}</dd>
      <dt>Plan</dt>
      <dd>
        <code>{request.planHash.slice(0, 12)}</code>
      </dd>
      {violated.length === 0 ? null : (
        <>
          <dt>Violated then</dt>
          <dd>{violated.map(({ rule }) => rule).join(', ')}</dd>
        </>
      )}
    </dl>
  );
}
