/** A request file of somebody else: what is asked, by whom and signed by which key, and the answer file to send back. */
import { Button, FileButton } from '@mantine/core';
import { FileKey } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import facts from '../../parts/marks/facts.module.css';
import { toWindowText } from '../../parts/time/times.ts';
import { ReviewRequestDialog } from '../postmortem/review-request-dialog.tsx';
import { download } from '../runbooks/files.ts';
import { AnswerFields, noAnswer, toAnswers } from './answer-fields.tsx';
import { AnsweringFields, useAnswering } from './answering.tsx';
import classes from './approvals.module.css';
import { toSignerWords } from './signer-field.tsx';

interface Opened {
  readonly content: string;
  readonly request: RequestOutput<'approval.open'>;
}

/** Which file it is stands in it; whether it is whole and whose, the host finds out. */
const isOfReview = (content: string) => /"form"\s*:\s*"drydock-review-request"/.test(content);

export function OpenRequestButton() {
  const [opened, setOpened] = useState<Opened>();
  const [review, setReview] = useState<{
    readonly content: string;
    readonly asked: RequestOutput<'report.openReview'>;
  }>();
  const asking = useAsking();
  async function open(file: File | null) {
    if (file === null) return;
    const content = await file.text();
    if (isOfReview(content)) {
      const asked = await asking.ask('report.openReview', { content });
      if (asked !== undefined) setReview({ content, asked });
      return;
    }
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
      {review === undefined ? null : <ReviewRequestDialog {...review} onClose={() => setReview(undefined)} />}
    </>
  );
}

function RequestDialog({ opened, onClose }: { readonly opened: Opened; readonly onClose: () => void }) {
  const { content, request: asked } = opened;
  const { request, planMarkdown } = asked;
  const [draft, setDraft] = useState(noAnswer);
  const asking = useAsking();
  const answering = useAnswering(asked);
  const answers = toAnswers(draft);
  async function reply() {
    const made = await asking.ask('approval.reply', {
      content,
      answers,
      ...answering.given,
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
      isReady={answers.length > 0 && answering.isReady}
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
      <AnsweringFields answering={answering} to={request.to} />
      <AnswerFields
        kinds={request.kinds}
        services={request.record.services}
        others={request.to.filter(({ id }) => id !== answering.as)}
        draft={draft}
        onChange={setDraft}
      />
    </DeedDialog>
  );
}

function RequestFacts({ asked: { request, signer } }: { readonly asked: RequestOutput<'approval.open'> }) {
  const violated = (request.findings ?? []).filter(({ status }) => status === 'violated');
  return (
    <dl className={facts['facts']}>
      <dt>Asked by</dt>
      <dd>{request.askedBy.name}</dd>
      <dt>Signed with</dt>
      <dd>{toSignerWords(signer)}</dd>
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
