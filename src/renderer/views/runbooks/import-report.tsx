/** What became of an import: each file with its runbook, and each guess with its line, until a person closes it. */
import { ActionIcon } from '@mantine/core';
import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { toHash } from '../../frame/route.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import type { Imported } from './import-files.ts';
import classes from './import-report.module.css';

interface ImportReportProps {
  readonly imported: readonly Imported[];
  readonly onClose: () => void;
}

export function ImportReport({ imported, onClose }: ImportReportProps) {
  return (
    <section className={classes['report']} aria-label="What was imported">
      <header className={classes['header']}>
        <h2>Imported</h2>
        <ActionIcon variant="subtle" color="gray" aria-label="Close the report" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </ActionIcon>
      </header>
      {imported.map((one) => (
        <OneFile key={one.file} one={one} />
      ))}
    </section>
  );
}

function OneFile({ one }: { readonly one: Imported }) {
  if (!one.isRead) {
    return <FailureNote failure={one.failure} meaning={`“${one.file}” was not imported; nothing was changed.`} />;
  }
  const { summary, warnings } = one.outcome;
  const guesses = warnings.length === 1 ? '1 guess' : `${warnings.length} guesses`;
  const Icon = warnings.length > 0 ? TriangleAlert : CircleCheck;
  return (
    <div>
      <p className={classes['file']} data-tone={warnings.length > 0 ? 'warn' : 'good'}>
        <Icon size={15} aria-hidden="true" />
        <span>
          <strong>{one.file}</strong> became{' '}
          <a href={toHash({ room: 'runbook', name: summary.name })}>
            {summary.name}, version {summary.version}
          </a>
          : {summary.steps} {summary.steps === 1 ? 'step' : 'steps'}
          {warnings.length > 0 ? `, ${guesses} to look at` : ''}
        </span>
      </p>
      {warnings.length > 0 ? (
        <ol className={classes['warnings']}>
          {warnings.map((warning) => (
            <li key={`${warning.line} ${warning.text}`}>
              <span className={classes['line']}>line {warning.line}</span> {warning.text}
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}
