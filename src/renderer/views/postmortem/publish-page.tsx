/** From an approved report to the world, in its order: internally first, then the public announcement, then the close. */
import { Button } from '@mantine/core';
import { Eye, Globe, LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import type { ReportView } from '../../../contract/report-shapes.ts';
import type { Report } from '../../../core/postmortem/report.ts';
import type { Seat } from '../../model/seat.ts';
import { Instant } from '../../parts/time/instant.tsx';
import { Announcement } from './announcement.tsx';
import { Because } from './because.tsx';
import { CloseCard } from './close-card.tsx';
import { mayOf } from './may.ts';
import classes from './postmortem.module.css';
import { OwnPublishDialog, PublishDialog } from './publish-dialog.tsx';
import { UnansweredNote } from './unanswered-note.tsx';

interface PublishPageProps {
  readonly view: ReportView;
  readonly report: Report;
  readonly seat: Seat;
}

export function PublishPage({ view, report, seat }: PublishPageProps) {
  const [isPublishing, setPublishing] = useState(false);
  const internal = mayOf(view, 'publish-internal', seat);
  return (
    <div className={classes['page']}>
      <section className={classes['card']} aria-label="Publish internally">
        <div className={classes['cardHead']}>
          <h2>
            <Eye size={16} aria-hidden="true" /> 1. Internally
          </h2>
          <Button
            size="compact-sm"
            // Once it is, the next thing to do stands further down.
            variant={report.publications.some((one) => one.audience === 'internal') ? 'default' : 'filled'}
            disabled={!internal.isAllowed}
            onClick={() => setPublishing(true)}
          >
            It is published…
          </Button>
        </div>
        <p className={classes['soft']}>
          Export it, put it where the team reads such reports, and say here where that is.
        </p>
        <UnansweredNote report={report} />
        {internal.because === undefined ? null : <Because>{internal.because}</Because>}
        <Publications report={report} audience="internal" />
      </section>
      <section className={classes['card']} aria-label="Public announcement">
        <h2>
          <Globe size={16} aria-hidden="true" /> 2. The public announcement
        </h2>
        <Announcement view={view} seat={seat} />
        <Publications report={report} audience="public" />
      </section>
      <section className={classes['card']} aria-label="Close the maintenance">
        <h2>
          <LockKeyhole size={16} aria-hidden="true" /> 3. Close
        </h2>
        <CloseCard view={view} seat={seat} />
      </section>
      {isPublishing ? (
        seat.may('report.postToWiki') ? (
          <OwnPublishDialog
            id={view.maintenance}
            audience="internal"
            textHash={report.textHash}
            onClose={() => setPublishing(false)}
          />
        ) : (
          <PublishDialog
            wikis={[]}
            id={view.maintenance}
            audience="internal"
            textHash={report.textHash}
            onClose={() => setPublishing(false)}
          />
        )
      ) : null}
    </div>
  );
}

interface PublicationsProps {
  readonly report: Report;
  readonly audience: 'internal' | 'public';
}

function Publications({ report, audience }: PublicationsProps) {
  const found = report.publications.filter((one) => one.audience === audience);
  if (found.length === 0) return null;
  return (
    <ul className={classes['plain']} aria-label="Published">
      {found.map(({ atMs, by, where, textHash }) => (
        <li key={`${atMs} ${where}`}>
          <Instant atMs={atMs} /> by {by}: <Where where={where} />
          {audience === 'internal' && textHash !== report.textHash ? (
            <span className={classes['soft']}> (an earlier text)</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Where({ where }: { readonly where: string }) {
  if (!/^https?:\/\//.test(where)) return where;
  return (
    <a href={where} target="_blank" rel="noreferrer noopener">
      {where}
    </a>
  );
}
