/** Reports: what a team looks at once a quarter. Every maintenance that was run with how its report stands, what it adds up to, and which improvements are still open. */
import { Loader, Tabs } from '@mantine/core';
import { ChartColumn, ListChecks, NotebookText } from 'lucide-react';
import { useMemo, useState } from 'react';
import { toStatistics } from '../../../core/postmortem/statistics.ts';
import { goTo } from '../../frame/navigation.ts';
import type { ReportsView } from '../../frame/route.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { EmptyRoom, Page } from '../../parts/layout/page.tsx';
import { CountBadge } from '../../parts/marks/count-badge.tsx';
import { FilterBar } from './filter-bar.tsx';
import { OpenItems } from './open-items.tsx';
import { noFilter, toFiltered } from './report-filter.ts';
import { ReportTable } from './report-table.tsx';
import classes from './reports.module.css';
import { StatisticsView } from './statistics-view.tsx';

export function ReportsRoom({ view }: { readonly view: ReportsView }) {
  const asked = useAsked('report.list', {}, ['report', 'maintenance']);
  const [filter, setFilter] = useState(noFilter);
  const [nowMs] = useState(Date.now);
  const all = asked.value ?? [];
  const rows = useMemo(() => toFiltered(asked.value ?? [], filter, nowMs), [asked.value, filter, nowMs]);
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const statistics = useMemo(() => toStatistics(rows, today), [rows, today]);
  return (
    <Page title="Reports" about="What happened in the maintenances that were run, and what the team made of it.">
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {asked.value === undefined ? (
        asked.failure === undefined ? (
          <Loader size="sm" />
        ) : null
      ) : all.length === 0 ? (
        <EmptyRoom icon={<NotebookText size={26} aria-hidden="true" />} title="No maintenance was run yet">
          Once one was, it stands here: whether its window was kept, how long services were out, what caused it, and
          which improvements came of it. A report is drafted from the journal, on the tab <em>Post-mortem</em> of the
          maintenance.
        </EmptyRoom>
      ) : (
        <>
          <FilterBar rows={all} filter={filter} onChange={setFilter} />
          <Tabs
            value={view}
            onChange={(to) => goTo({ room: 'reports', view: (to ?? 'list') as ReportsView }, 'replace')}
            keepMounted={false}
          >
            <Tabs.List>
              <Tabs.Tab value="list" leftSection={<NotebookText size={15} aria-hidden="true" />}>
                Reports
              </Tabs.Tab>
              <Tabs.Tab value="statistics" leftSection={<ChartColumn size={15} aria-hidden="true" />}>
                Statistics
              </Tabs.Tab>
              <Tabs.Tab
                value="items"
                leftSection={<ListChecks size={15} aria-hidden="true" />}
                rightSection={
                  statistics.openItems === 0 ? null : (
                    <CountBadge
                      count={statistics.openItems}
                      tone={statistics.overdueItems > 0 ? 'warn' : 'neutral'}
                      words={`${statistics.openItems} open`}
                    />
                  )
                }
              >
                Action items
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="list" className={classes['panel'] ?? ''}>
              <ReportTable rows={rows} />
            </Tabs.Panel>
            <Tabs.Panel value="statistics" className={classes['panel'] ?? ''}>
              <StatisticsView statistics={statistics} />
            </Tabs.Panel>
            <Tabs.Panel value="items" className={classes['panel'] ?? ''}>
              <OpenItems rows={rows} today={today} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Page>
  );
}
