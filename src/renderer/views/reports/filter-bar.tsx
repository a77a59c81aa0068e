/** What narrows the reports down; every part of the room counts only what passes. */
import { Button, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { Search, X } from 'lucide-react';
import { type ReportSummary, reportStateSchema } from '../../../contract/report-shapes.ts';
import { reportKindSchema } from '../../../core/postmortem/report.ts';
import { toTouched } from '../../../core/postmortem/statistics.ts';
import { causeNames, reportKindNames, reportStateLooks } from '../postmortem/report-words.ts';
import { noFilter, type ReportFilter, type Span } from './report-filter.ts';
import classes from './reports.module.css';

interface FilterBarProps {
  readonly rows: readonly ReportSummary[];
  readonly filter: ReportFilter;
  readonly onChange: (filter: ReportFilter) => void;
}

export function FilterBar({ rows, filter, onChange }: FilterBarProps) {
  const services = toTouched(rows).toSorted();
  const set = (change: Partial<ReportFilter>) => onChange({ ...filter, ...change });
  const isPlain = JSON.stringify(filter) === JSON.stringify(noFilter);
  return (
    <search className={classes['filters']} aria-label="Filter the reports">
      <TextInput
        size="xs"
        w={140}
        aria-label="Find a report"
        placeholder="Find a report"
        leftSection={<Search size={14} aria-hidden="true" />}
        value={filter.words}
        onChange={(event) => set({ words: event.currentTarget.value })}
      />
      <Select
        size="xs"
        w={140}
        aria-label="State"
        placeholder="Any state"
        clearable
        data={[
          { value: 'missing', label: 'Still missing' },
          ...reportStateSchema.options.map((value) => ({ value, label: reportStateLooks[value].word })),
        ]}
        value={filter.state}
        onChange={(state) => set({ state: state as ReportFilter['state'] })}
      />
      <Select
        size="xs"
        w={130}
        aria-label="Service"
        placeholder="Any service"
        clearable
        searchable
        data={services}
        value={filter.service}
        onChange={(service) => set({ service })}
      />
      <Select
        size="xs"
        w={110}
        aria-label="Cause"
        placeholder="Any cause"
        clearable
        data={Object.entries(causeNames).map(([value, label]) => ({ value, label }))}
        value={filter.cause}
        onChange={(cause) => set({ cause: cause as ReportFilter['cause'] })}
      />
      <Select
        size="xs"
        w={140}
        aria-label="Kind"
        placeholder="Any kind"
        clearable
        data={reportKindSchema.options.map((value) => ({ value, label: reportKindNames[value] }))}
        value={filter.kind}
        onChange={(kind) => set({ kind: kind as ReportFilter['kind'] })}
      />
      <SegmentedControl
        size="xs"
        aria-label="Time"
        data={[
          { value: 'quarter', label: 'This quarter' },
          { value: 'last-quarter', label: 'Last quarter' },
          { value: 'year', label: '12 months' },
          { value: 'all', label: 'All' },
        ]}
        value={filter.span}
        onChange={(span) => set({ span: span as Span })}
      />
      <Switch
        size="xs"
        label="With practice"
        checked={filter.hasPractice}
        onChange={(event) => set({ hasPractice: event.currentTarget.checked })}
      />
      {isPlain ? null : (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<X size={13} aria-hidden="true" />}
          onClick={() => onChange(noFilter)}
        >
          No filter
        </Button>
      )}
    </search>
  );
}
