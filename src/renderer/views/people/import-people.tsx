/** People from a CSV or vCard file: first what would become of each row, then, on a press, the same for good. */
import { Autocomplete, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';

import type { RequestOutput } from '../../../contract/requests.ts';
import { isKnownZone } from '../../../core/schedule/window.ts';
import { attempt } from '../../model/asking.ts';
import { useModels } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { type ShownFailure, toShownFailure } from '../../parts/asking/failure.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { type ImportRow, ImportRows } from '../../parts/layout/import-rows.tsx';
import type { Tone } from '../../theme/tones.ts';
import { toBase64 } from '../runbooks/files.ts';
import classes from './people-room.module.css';

const tones: Readonly<Record<RequestOutput<'person.import'>['rows'][number]['outcome'], Tone>> = {
  added: 'good',
  changed: 'busy',
  unchanged: 'neutral',
  refused: 'bad',
};

/** Of a long file what a person has to look at stands first. */
const urgencies = { refused: 0, changed: 1, added: 2, unchanged: 3 } as const;

function toCount(count: number): string {
  return count.toLocaleString('en');
}

/** More rows than these are counted, and not drawn. */
const shownRows = 500;

interface ImportPeopleProps {
  readonly file: File;
  readonly onClose: () => void;
}

export function ImportPeople({ file, onClose }: ImportPeopleProps) {
  const { link } = useModels();
  const [zone, setZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [report, setReport] = useState<RequestOutput<'person.import'>>();
  const [failure, setFailure] = useState<ShownFailure>();
  const asking = useAsking();
  const isZone = isKnownZone(zone);
  useEffect(() => {
    let isLate = false;
    async function tryIt() {
      const content = await toBase64(file);
      const dry = await attempt(link, 'person.import', { file: file.name, content, zone, isDryRun: true });
      if (isLate) return;
      setReport(dry.ok ? dry.value : undefined);
      setFailure(dry.ok ? undefined : dry.failure);
    }
    if (isZone) tryIt().catch((cause: unknown) => setFailure(toShownFailure(cause)));
    return () => {
      isLate = true;
    };
  }, [link, file, zone, isZone]);
  async function write() {
    if (report?.isWritten) {
      onClose();
      return;
    }
    const content = await toBase64(file);
    const written = await asking.ask('person.import', { file: file.name, content, zone });
    if (written !== undefined) setReport(written);
  }
  const news = (report?.added ?? 0) + (report?.changed ?? 0);
  return (
    <DeedDialog
      title={`People from ${file.name}`}
      deed={report?.isWritten ? 'Done' : news === 1 ? 'Take 1 over' : `Take ${toCount(news)} over`}
      isDone={report?.isWritten ?? false}
      size={760}
      isReady={isZone && report !== undefined && (report.isWritten || news > 0)}
      asking={asking}
      onDo={() => void write()}
      onClose={onClose}
    >
      <Autocomplete
        label="Time zone of those of whom the file names none"
        data={Intl.supportedValuesOf('timeZone')}
        limit={50}
        value={zone}
        error={isZone ? undefined : `There is no time zone “${zone}”`}
        onChange={setZone}
      />
      {failure === undefined ? null : <FailureNote failure={failure} />}
      {report === undefined && failure === undefined ? <Loader size="sm" /> : null}
      {report === undefined ? null : <Report report={report} />}
    </DeedDialog>
  );
}

function Report({ report }: { readonly report: RequestOutput<'person.import'> }) {
  const { rows, remarks, added, changed, unchanged, refused, isWritten } = report;
  const told = rows.length <= shownRows ? rows : rows.toSorted((a, b) => urgencies[a.outcome] - urgencies[b.outcome]);
  const shown = [
    ...remarks.slice(0, shownRows).map(({ line, text }): ImportRow => {
      return { key: `${line} ${text}`, line, outcome: 'left aside', tone: 'warn', says: text };
    }),
    ...told.slice(0, shownRows).map((row): ImportRow => ({ ...row, key: String(row.line), tone: tones[row.outcome] })),
  ];
  return (
    <>
      <p role="status">
        {isWritten ? '' : 'Would be: '}
        {toCount(added)} added, {toCount(changed)} changed, {toCount(unchanged)} as they were, {toCount(refused)}{' '}
        refused.
      </p>
      <ImportRows label="Row by row" rows={shown} />
      {rows.length > shownRows ? (
        <p className={classes['soft']}>
          {shownRows} of {toCount(rows.length)} rows are shown, refused ones first.
        </p>
      ) : null}
    </>
  );
}
