/** A backup as it is typed: which data, the tool and what it needs to look at it, its copies; and what the schema says of the whole. */
import { type Backup, backupSchema, type KnownBackup, toSaid } from '../../../core/backup/backup.ts';
import { type ToolName, toPlaceText } from '../../../core/backup/subject.ts';

/** `word`: no tool is asked; a person answers for it. */
export type Tool = ToolName | 'word';

/** How a backup or a copy is looked at: of each tool the fields it asks for. */
export interface SubjectDraft {
  readonly tool: Tool;
  readonly on: string;
  readonly path: string;
  readonly manifest: string;
  readonly repository: string;
  readonly environmentFile: string;
  readonly archive: string;
  readonly fromHost: string;
  readonly fromPath: string;
  readonly script: string;
}

export interface CopyDraft {
  readonly id: string;
  readonly where: string;
  readonly by: string;
  readonly subject: SubjectDraft;
}

export interface BackupDraft {
  readonly what: string;
  readonly source: string;
  readonly subject: SubjectDraft;
  readonly scratch: string;
  /** By a person’s word alone. */
  readonly place: string;
  readonly storedOn: string;
  readonly percent: string;
  readonly startedAtMs: number | undefined;
  readonly database: string;
  readonly sizeBytes: string;
  readonly copies: readonly CopyDraft[];
}

export const noSubject: SubjectDraft = {
  tool: 'word',
  on: '',
  path: '',
  manifest: '',
  repository: '',
  environmentFile: '',
  archive: '',
  fromHost: '',
  fromPath: '',
  script: '',
};

type Subject = NonNullable<Backup['subject']>;

export function toDraft(known: KnownBackup | undefined): BackupDraft {
  return {
    what: known?.what ?? '',
    source: known?.source ?? '',
    subject: known === undefined ? { ...noSubject, tool: 'tar' } : toSubjectDraft(known.subject),
    scratch: known?.subject?.scratch ?? '',
    place: known?.place ?? '',
    storedOn: known?.storedOn ?? '',
    percent: String(known?.percent ?? 0),
    startedAtMs: known?.startedAtMs,
    database: known?.expects?.database ?? '',
    sizeBytes: known?.expects?.sizeBytes === undefined ? '' : String(known.expects.sizeBytes),
    copies: (known?.copies ?? []).map(({ id = '', where, by, subject }) => ({
      id,
      where,
      by,
      subject: toSubjectDraft(subject),
    })),
  };
}

function toSubjectDraft(subject: Subject | undefined): SubjectDraft {
  if (subject === undefined) return noSubject;
  const draft = { ...noSubject, tool: subject.tool, on: subject.on };
  switch (subject.tool) {
    case 'restic':
      return {
        ...draft,
        repository: subject.repository,
        environmentFile: subject.environmentFile ?? '',
        archive: subject.snapshot ?? '',
      };
    case 'borg':
      return {
        ...draft,
        repository: subject.repository,
        environmentFile: subject.environmentFile ?? '',
        archive: subject.archive ?? '',
      };
    case 'rsync':
      return { ...draft, path: subject.path, fromHost: subject.from.on, fromPath: subject.from.path };
    case 'own-command':
      return { ...draft, script: subject.verify?.script ?? '' };
    case 'files':
      return { ...draft, path: subject.path, manifest: subject.manifest ?? '' };
    default:
      return { ...draft, path: subject.path };
  }
}

/** What the form does not show of what is known stays as it is. */
export function parseDraft(draft: BackupDraft, known: KnownBackup | undefined, id: string) {
  const { what, source, subject, scratch, place, storedOn, percent, startedAtMs, database, sizeBytes, copies } = draft;
  const {
    subject: before,
    storedOn: _,
    startedAtMs: __,
    source: ___,
    expects,
    ...kept
  } = known === undefined ? ({ id } as Partial<Backup>) : toSaid(known);
  const looked = toSubject(subject, before, scratch);
  const expected = { ...expects, ...optional('database', database), ...optional('sizeBytes', toNumber(sizeBytes)) };
  if (database.trim() === '') delete expected.database;
  if (sizeBytes.trim() === '') delete expected.sizeBytes;
  const parsed = looked as Subject | undefined;
  return backupSchema.safeParse({
    ...kept,
    what,
    ...optional('source', source),
    ...optional('storedOn', looked === undefined ? storedOn : ''),
    place: looked === undefined ? place : toPlaceText(parsed as Subject),
    ...optional('subject', looked),
    ...(Object.keys(expected).length === 0 ? {} : { expects: expected }),
    ...optional('startedAtMs', startedAtMs),
    percent: Number(percent),
    copies: copies.map((copy) => ({
      id: copy.id,
      where: copy.where,
      by: copy.by,
      ...optional('subject', toSubject(copy.subject, known?.copies.find((one) => one.id === copy.id)?.subject, '')),
    })),
  });
}

function toSubject(draft: SubjectDraft, before: Subject | undefined, scratch: string): object | undefined {
  const { tool, on, path, manifest, repository, environmentFile, archive, fromHost, fromPath, script } = draft;
  if (tool === 'word') return undefined;
  const same = before?.tool === tool ? before : {};
  const common = { ...same, tool, on, ...optional('scratch', scratch) };
  switch (tool) {
    case 'restic':
      return {
        ...common,
        repository,
        ...optional('environmentFile', environmentFile),
        ...optional('snapshot', archive),
      };
    case 'borg':
      return {
        ...common,
        repository,
        ...optional('environmentFile', environmentFile),
        ...optional('archive', archive),
      };
    case 'rsync':
      return { ...common, path, from: { on: fromHost, path: fromPath } };
    case 'own-command':
      return { ...common, verify: { script, expectation: { exitStatus: [0] } } };
    case 'files':
      return { ...common, path, ...optional('manifest', manifest) };
    default:
      return { ...common, path };
  }
}

function toNumber(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(text);
}

function optional(key: string, value: unknown): Record<string, unknown> {
  const isEmpty = value === undefined || (typeof value === 'string' && value.trim() === '');
  return isEmpty ? {} : { [key]: value };
}
