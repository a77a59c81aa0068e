/** A report that somebody else's console sent for review: read here, and answered by a file to send back. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import { type Report, toSectionText } from '../../../core/postmortem/report.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { WordsField } from '../../parts/fields/words-field.tsx';
import { MarkdownView } from '../../parts/markdown/markdown-view.tsx';
import facts from '../../parts/marks/facts.module.css';
import { AnsweringFields, useAnswering } from '../approvals/answering.tsx';
import { toSignerWords } from '../approvals/signer-field.tsx';
import { download } from '../runbooks/files.ts';
import classes from './dialog-content.module.css';
import { itemKindNames, reportKindNames } from './report-words.ts';
import { sectionWords } from './section-words.ts';

type Verdict = 'approved' | 'changes-wanted';

interface ReviewRequestDialogProps {
  readonly content: string;
  readonly asked: RequestOutput<'report.openReview'>;
  readonly onClose: () => void;
}

export function ReviewRequestDialog({ content, asked, onClose }: ReviewRequestDialogProps) {
  const { request, signer } = asked;
  const { report } = request;
  const [verdict, setVerdict] = useState<Verdict>('approved');
  const [words, setWords] = useState('');
  const asking = useAsking();
  const comment = words.trim();
  const answering = useAnswering(asked);
  async function reply() {
    const made = await asking.ask('report.replyReview', {
      content,
      verdict,
      ...(comment === '' ? {} : { comment }),
      ...answering.given,
    });
    if (made === undefined) return;
    download(made.file, made.content, 'application/json');
    onClose();
  }
  const isSaid = verdict === 'approved' || comment !== '';
  return (
    <DeedDialog
      title={`To review: ${report.title}`}
      deed="Sign the answer, and save its file"
      size={860}
      isReady={isSaid && answering.isReady}
      asking={asking}
      onDo={() => void reply()}
      onClose={onClose}
    >
      <dl className={facts['facts']}>
        <dt>Asked by</dt>
        <dd>{request.askedBy.name}</dd>
        <dt>Signed with</dt>
        <dd>{toSignerWords(signer)}</dd>
        <dt>Report</dt>
        <dd>
          {reportKindNames[report.kind]} of “{request.maintenance.title}”, text{' '}
          <code>{report.textHash.slice(0, 12)}</code>
        </dd>
      </dl>
      {request.note === undefined ? null : <p>{request.note}</p>}
      <ReportText report={report} />
      <AnsweringFields answering={answering} to={request.to} />
      <SegmentedControl
        aria-label="Your word"
        data={[
          { value: 'approved', label: 'I approve it' },
          { value: 'changes-wanted', label: 'I want changes' },
        ]}
        value={verdict}
        onChange={(value) => setVerdict(value as Verdict)}
      />
      <WordsField
        label={verdict === 'approved' ? 'Comment' : 'What should change'}
        value={words}
        isRequired={verdict === 'changes-wanted'}
        onChange={setWords}
      />
    </DeedDialog>
  );
}

function ReportText({ report: { sections, actionItems } }: { readonly report: Report }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by the keyboard.
    <section className={classes['reviewed']} aria-label="The report" tabIndex={0}>
      {sections
        .filter((section) => toSectionText(section).trim() !== '')
        .map((section) => (
          <div key={section.id}>
            <h3>
              {sectionWords[section.id].title}
              {section.isInternal ? ' (internal)' : ''}
            </h3>
            <MarkdownView text={toSectionText(section)} />
          </div>
        ))}
      {actionItems.length === 0 ? null : (
        <div>
          <h3>Action items</h3>
          <ul>
            {actionItems.map(({ id, title, kind, owner, due }) => (
              <li key={id}>
                {title} ({itemKindNames[kind]}), {owner}
                {due === undefined ? '' : `, until ${due}`}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
