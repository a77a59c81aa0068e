/** The page of the backups: what each is proven to be, and the evidence: what every check found, and who confirmed which copy. */
import type { KnownBackup } from '../backup/backup.ts';
import type { Check } from '../backup/check.ts';
import { levelWords } from '../backup/level.ts';
import { toBackupStanding } from '../backup/standing.ts';
import type { Tone } from '../maintenance/event-face.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { toSizeText } from '../text/size.ts';
import type { PageBlock } from './page.ts';
import { toTable, toTime } from './table.ts';

export function toBackups({ backups, schedule }: MaintenanceState): readonly PageBlock[] {
  const { none } = backups;
  return [
    ...(none === undefined
      ? []
      : [
          {
            kind: 'words' as const,
            text: `None is needed, says ${none.by.name} (${toTime(none.atMs)}): ${none.reason}`,
          },
        ]),
    ...toOverview(backups.backups, schedule.window?.startMs),
    ...toTable(
      ['Backup', 'Checked', 'By', 'Found', 'Size and hash', 'Counted', 'Problems', 'Notes'],
      backups.backups.flatMap((backup) => (backup.checks ?? []).map((check) => toCheckRow(backup, check))),
      'Checks',
    ),
    ...toTable(
      ['Backup', 'Copy', 'Confirmed by', 'When', 'How they know'],
      backups.backups.flatMap((backup) =>
        (backup.confirmations ?? []).map(({ copy, by, atMs, how }) => ({
          cells: [backup.what, toCopyText(backup, copy), by.name, toTime(atMs), how],
        })),
      ),
      'Copies that people answer for',
    ),
  ];
}

function toOverview(backups: readonly KnownBackup[], startMs: number | undefined): readonly PageBlock[] {
  const rows = backups.map((backup) => {
    const { level, problems, sizeBytes, sha256, finished, encryption } = toBackupStanding(backup, startMs);
    const copies = backup.copies.map(({ where, by }) => `${where} (${by})`).join('\n');
    const tone: Tone = problems.length > 0 ? 'bad' : level === 'none' ? 'neutral' : 'good';
    const content = toContentText(sizeBytes?.value, sha256?.value);
    const says = `${backup.saidBy.name}, ${toTime(backup.saidAtMs)}`;
    const cells = [levelWords[level], backup.what, backup.place, toTime(finished?.value), content];
    return { cells: [...cells, encryption?.value ?? '', copies, says, problems.join('\n')], tone };
  });
  const columns = ['Proven so far', 'Backup', 'Where', 'Finished', 'Size and hash', 'Encrypted', 'Copies', 'Said by'];
  return toTable([...columns, 'Problems'], rows);
}

function toCheckRow(backup: KnownBackup, { copy, action, tool, on, atMs, reading }: Check) {
  const { level, refutes, content, counts, problems, notes, version } = reading;
  const of = copy === undefined ? backup.what : `${backup.what}: ${toCopyText(backup, copy)}`;
  const found = refutes === undefined ? levelWords[level] : `not so: ${levelWords[refutes]}`;
  const counted = counts.map(
    (one) => `${one.of}: ${one.found}${one.expected === undefined ? '' : ` of ${one.expected}`}`,
  );
  const tone: Tone = refutes !== undefined || problems.length > 0 ? 'bad' : 'good';
  const by = `${action} with ${version ?? tool} on ${on}`;
  const size = toContentText(content.sizeBytes, content.sha256 ?? content.snapshot ?? content.archive);
  return {
    cells: [of, toTime(atMs), by, found, size, counted.join('\n'), problems.join('\n'), notes.join('\n')],
    tone,
  };
}

function toCopyText({ copies }: KnownBackup, copy: string): string {
  return copies.find(({ id }) => id === copy)?.where ?? copy;
}

function toContentText(sizeBytes: number | undefined, hash: string | undefined): string {
  return [sizeBytes === undefined ? '' : toSizeText(sizeBytes), hash ?? ''].filter((text) => text !== '').join('\n');
}
