/** Taking the report out as a file (`PM-6`): for whom, as what, and in which format. */
import { Button, Popover, SegmentedControl, Switch } from '@mantine/core';
import { Braces, Download, FileCode, FileText, type LucideIcon, NotebookText, Printer } from 'lucide-react';
import { useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Report } from '../../../core/postmortem/report.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { download, downloadBytes } from '../runbooks/files.ts';
import classes from './postmortem.module.css';
import head from './report-head.module.css';

type Format = 'markdown' | 'html' | 'pdf' | 'mediawiki' | 'json';
type Audience = 'internal' | 'public';

const formats: readonly (readonly [Format, string, LucideIcon])[] = [
  ['markdown', 'Markdown', FileText],
  ['html', 'HTML, one page with everything in it', FileCode],
  ['pdf', 'PDF', Printer],
  ['mediawiki', 'MediaWiki wikitext', NotebookText],
  ['json', 'JSON', Braces],
];

interface ExportPopoverProps {
  readonly id: MaintenanceId;
  readonly kind: Report['kind'];
}

export function ExportPopover({ id, kind }: ExportPopoverProps) {
  const [audience, setAudience] = useState<Audience>('internal');
  const [isFieldsOnly, setFieldsOnly] = useState(false);
  const asking = useAsking();
  async function take(format: Format) {
    const form = isFieldsOnly && kind === 'incident-report' ? 'incident-report' : 'whole';
    const made = await asking.ask('report.export', { maintenance: id, format, audience, form });
    if (made === undefined) return;
    if (made.content.kind === 'text') download(made.file, made.content.text, made.mediaType);
    else downloadBytes(made.file, made.content.base64, made.mediaType);
  }
  return (
    <Popover position="bottom-end" withArrow width={340} trapFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="default" leftSection={<Download size={14} aria-hidden="true" />}>
          Export…
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Export the report">
        <div className={head['exporting']}>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label="For whom"
            data={[
              { value: 'internal', label: 'For the team' },
              { value: 'public', label: 'For everybody' },
            ]}
            value={audience}
            onChange={(value) => setAudience(value as Audience)}
          />
          <p className={classes['soft']}>
            {audience === 'internal'
              ? 'Everything, with what is marked internal.'
              : 'What people wrote and did not mark internal, times, and how the services stood: no drafts, hosts, shifts, waivers, notes or comments of reviewers.'}
          </p>
          {kind === 'incident-report' ? (
            <Switch
              size="xs"
              label="Only the fields of an IncidentReport"
              checked={isFieldsOnly}
              onChange={(event) => setFieldsOnly(event.currentTarget.checked)}
            />
          ) : null}
          {formats.map(([format, label, Icon]) => (
            <Button
              key={format}
              size="compact-sm"
              variant="subtle"
              justify="flex-start"
              disabled={asking.isAsking}
              leftSection={<Icon size={15} aria-hidden="true" />}
              onClick={() => void take(format)}
            >
              {label}
            </Button>
          ))}
          {asking.failure === undefined ? null : <FailureNote failure={asking.failure} />}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
