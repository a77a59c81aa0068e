/** A save of the announcement that failed; where somebody else wrote meanwhile, what they wrote, and both ways to go on. */
import { Button } from '@mantine/core';
import type { Failure } from '../../../core/result.ts';
import type { AnnouncementDraft } from '../../model/announcement-draft.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { TextDifference } from '../../parts/drafts/text-difference.tsx';
import classes from './postmortem.module.css';

interface AnnouncementFailureProps {
  readonly draft: AnnouncementDraft;
  readonly failure: Failure;
  /** The text that stands in the editor, and the one that is saved. */
  readonly written: string;
  readonly there: string;
}

export function AnnouncementFailure({ draft, failure, written, there }: AnnouncementFailureProps) {
  const isStale = failure.kind === 'stale';
  return (
    <>
      <FailureNote
        failure={failure}
        meaning="Your words are still here; they are not in the announcement."
        onRetry={() => void (isStale ? draft.saveOver() : draft.save())}
        retryLabel={isStale ? 'Save mine all the same' : 'Try again'}
      />
      {isStale ? (
        <section aria-label="From theirs to yours">
          <div className={classes['tools']}>
            <h3>From theirs to yours</h3>
            <Button size="compact-sm" variant="default" onClick={() => draft.takeSeen()}>
              Take theirs
            </Button>
          </div>
          <TextDifference before={there} after={written} />
        </section>
      ) : null}
    </>
  );
}
