/** The left of the post-mortem: its sections with how each stands, and what stands around them. */
import { Tooltip, VisuallyHidden } from '@mantine/core';
import { EyeOff } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import { type Report, sectionIds } from '../../../core/postmortem/report.ts';
import { toHash } from '../../frame/route.ts';
import { CountBadge } from '../../parts/marks/count-badge.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import classes from './report-nav.module.css';
import { aroundNames, type ReportPart, toAroundParts } from './report-parts.ts';
import { sectionWords, standingLooks, toSectionStanding } from './section-words.ts';

interface ReportNavProps {
  readonly id: MaintenanceId;
  readonly report: Report | undefined;
  readonly part: ReportPart;
}

export function ReportNav({ id, report, part }: ReportNavProps) {
  const list = useRef<HTMLElement>(null);

  /** Arrows move between the pages, whatever group they are in. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a') ?? [])];
    const at = links.findIndex((link) => link.contains(document.activeElement));
    links[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
    event.preventDefault();
  }

  const row = (to: ReportPart, name: string, more?: ReactNode) => (
    <li key={to}>
      <a
        className={classes['navRow']}
        href={toHash({ room: 'maintenance', id, tab: 'post-mortem', ...(to === 'overview' ? {} : { part: to }) })}
        aria-current={part === to ? 'page' : undefined}
      >
        <span className={classes['navName']}>{name}</span>
        {more}
      </a>
    </li>
  );

  return (
    <nav className={classes['nav']} aria-label="Parts of the report" ref={list} onKeyDown={onKeyDown}>
      <ul>{row('overview', 'Overview')}</ul>
      {report === undefined ? null : (
        <>
          <h2>Sections</h2>
          <ul>
            {sectionIds.map((section) => {
              const found = report.sections.find((one) => one.id === section);
              return row(
                section,
                sectionWords[section].title,
                found === undefined ? null : (
                  <span className={classes['navMarks']}>
                    {found.isInternal ? (
                      <Tooltip label="Internal: never published">
                        <span className={classes['internal']}>
                          <EyeOff size={14} aria-hidden="true" />
                          <VisuallyHidden>Internal</VisuallyHidden>
                        </span>
                      </Tooltip>
                    ) : null}
                    <Mark look={standingLooks[toSectionStanding(found)]} isIconOnly />
                  </span>
                ),
              );
            })}
          </ul>
          <h2>Around it</h2>
          <ul>{toAroundParts(report.kind).map((one) => row(one, aroundNames[one], toMore(report, one)))}</ul>
        </>
      )}
    </nav>
  );
}

function toMore(report: Report, part: ReportPart): ReactNode {
  if (part === 'action-items') {
    const open = report.actionItems.filter(({ state }) => state === 'open').length;
    return open === 0 ? null : <CountBadge count={open} tone="neutral" words={`${open} open`} />;
  }
  if (part === 'review') {
    const { reviewers } = report;
    if (reviewers.length === 0) return null;
    const approved = reviewers.filter(({ verdict, isStale }) => verdict === 'approved' && !isStale).length;
    return (
      <span className={classes['navCount']}>
        {approved} of {reviewers.length}
      </span>
    );
  }
  return null;
}
