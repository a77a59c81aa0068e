/** The review: who is asked and what they said of which text, one's own word, and why it may not go out yet (`PM-1`, `PM-3`). */
import { Button } from '@mantine/core';
import { CircleCheck, MessageSquareWarning, Send, UserMinus } from 'lucide-react';
import { useState } from 'react';
import type { ReportView } from '../../../contract/report-shapes.ts';
import type { Report, ReviewerStanding } from '../../../core/postmortem/report.ts';
import { isWaitedFor } from '../../../core/postmortem/review.ts';
import type { Seat } from '../../model/seat.ts';
import { ReasonDialog } from '../../parts/dialogs/reason-dialog.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { AskReviewDialog } from './ask-review-dialog.tsx';
import { Because } from './because.tsx';
import { mayOf } from './may.ts';
import classes from './postmortem.module.css';
import { toLaterText, toReviewLook } from './report-words.ts';
import { ReviewDialog } from './review-dialog.tsx';
import { ReviewFiles } from './review-files.tsx';
import { UnansweredNote } from './unanswered-note.tsx';

type Open = 'ask' | 'approved' | 'changes-wanted' | { readonly excuse: ReviewerStanding };

interface ReviewPageProps {
  readonly view: ReportView;
  readonly report: Report;
  readonly seat: Seat;
}

export function ReviewPage({ view, report, seat }: ReviewPageProps) {
  const [open, setOpen] = useState<Open>();
  const ask = mayOf(view, 'ask-review', seat);
  const review = mayOf(view, 'review', seat);
  const close = () => setOpen(undefined);
  return (
    <section className={classes['page']} aria-label="Review">
      <div className={classes['cardHead']}>
        <h2>Review</h2>
        <Button
          size="compact-sm"
          variant={report.reviewers.length === 0 ? 'filled' : 'default'}
          disabled={!ask.isAllowed}
          leftSection={<Send size={14} aria-hidden="true" />}
          onClick={() => setOpen('ask')}
        >
          {report.reviewers.length === 0 ? 'Ask for review…' : 'Ask again…'}
        </Button>
      </div>
      <p className={classes['soft']}>
        A word is bound to the text <code title={report.textHash}>{report.textHash.slice(0, 12)}</code>: edit it, and
        what was said before does not count any more.
      </p>
      {ask.because === undefined ? null : <p className={classes['soft']}>{ask.because}</p>}
      <UnansweredNote report={report} />
      {view.laterEntries === 0 ? null : <Because>{toLaterText(view.laterEntries)}</Because>}
      {report.reviewers.length === 0 ? (
        <WouldReview view={view} />
      ) : (
        <table className={tables['table']}>
          <TableHead columns={['Who', 'As', 'Standing']} hasActions />
          <tbody>
            {report.reviewers.map((one) => (
              <ReviewerRow
                key={one.person ?? one.name}
                standing={one}
                mayExcuse={seat.may('report.excuse')}
                onExcuse={() => setOpen({ excuse: one })}
              />
            ))}
          </tbody>
        </table>
      )}
      <section className={classes['card']} aria-label="Your word">
        <h3>Your word</h3>
        {review.isAllowed ? null : <p className={classes['soft']}>{review.because}</p>}
        <div className={classes['tools']}>
          <Button
            size="compact-sm"
            disabled={!review.isAllowed}
            leftSection={<CircleCheck size={14} aria-hidden="true" />}
            onClick={() => setOpen('approved')}
          >
            Approve…
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={!review.isAllowed}
            leftSection={<MessageSquareWarning size={14} aria-hidden="true" />}
            onClick={() => setOpen('changes-wanted')}
          >
            Ask for changes…
          </Button>
        </div>
      </section>
      {report.reviewers.length === 0 ? null : <ReviewFiles id={view.maintenance} seat={seat} />}
      <Earlier view={view} />
      {open === 'ask' ? <AskReviewDialog view={view} report={report} onClose={close} /> : null}
      {open === 'approved' || open === 'changes-wanted' ? (
        <ReviewDialog
          id={view.maintenance}
          textHash={report.textHash}
          verdict={open}
          as={seat.member?.name}
          onClose={close}
        />
      ) : null}
      {typeof open === 'object' && open.excuse.person !== undefined ? (
        <ReasonDialog
          title={`Do not wait for ${open.excuse.name}`}
          deed="Do not wait for them"
          request="report.excuse"
          toInput={(reason) => ({ maintenance: view.maintenance, person: open.excuse.person ?? '', reason })}
          onClose={close}
        >
          <p>An EM says so, and the record says why.</p>
        </ReasonDialog>
      ) : null}
    </section>
  );
}

function WouldReview({ view: { wouldReview } }: { readonly view: ReportView }) {
  if (wouldReview.length === 0)
    return <p>Nobody of the roster reviews reports: ask people of the address book, an EM and a CES among them.</p>;
  return (
    <p>
      Nobody was asked yet. It would be put to {wouldReview.map(({ name, role }) => `${name} (${role})`).join(', ')}.
    </p>
  );
}

interface ReviewerRowProps {
  readonly standing: ReviewerStanding;
  readonly mayExcuse: boolean;
  readonly onExcuse: () => void;
}

function ReviewerRow({ standing, mayExcuse, onExcuse }: ReviewerRowProps) {
  const { name, role, atMs, comment, excused } = standing;
  return (
    <tr>
      <td className={tables['still']}>{name}</td>
      <td className={tables['still']}>{role}</td>
      <td>
        <Mark look={toReviewLook(standing)} />
        {atMs === undefined ? null : (
          <span className={classes['soft']}>
            {' '}
            <Instant atMs={atMs} />
          </span>
        )}
        {comment === undefined ? null : <div>{comment}</div>}
        {excused === undefined ? null : <div className={classes['soft']}>not waited for: {excused}</div>}
      </td>
      <td className={tables['end']}>
        {isWaitedFor(standing) && mayExcuse ? (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Excuse… ${name}`}
            leftSection={<UserMinus size={13} aria-hidden="true" />}
            onClick={onExcuse}
          >
            Excuse…
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

/** Words on earlier texts stay readable: what was asked for is what was changed. */
function Earlier({ view: { reviews } }: { readonly view: ReportView }) {
  const stale = reviews.filter(({ isStale, comment }) => isStale && comment !== undefined);
  if (stale.length === 0) return null;
  return (
    <details className={classes['more']}>
      <summary>
        Comments on earlier texts <span className={tables['count']}>{stale.length}</span>
      </summary>
      <ul>
        {stale.map(({ name, atMs, comment, verdict }) => (
          <li key={`${name} ${atMs}`}>
            {name}, <Instant atMs={atMs} />, {verdict === 'approved' ? 'approved' : 'wanted changes'}: {comment}
          </li>
        ))}
      </ul>
    </details>
  );
}
