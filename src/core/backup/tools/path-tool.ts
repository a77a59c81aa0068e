/** What the tools have in common whose backups lie at a path of a host: one script, and an answer that begins alike. */
import { type Reading, toProven, toRefuted } from '../reading.ts';
import type { SubjectOf, ToolName } from '../subject.ts';
import { type ScriptOutput, toFew, toWords } from './answer.ts';
import { type Found, findWhole, isEnd, optional, toUnmetSizes } from './findings.ts';
import { toScript } from './preamble.ts';
import type { Action, BackupTool, Checkable } from './tool.ts';

export type PathToolName = Extract<SubjectOf<ToolName>, { readonly path: string; readonly tool: string }>['tool'];

/** What is known before a tool makes anything of its own words. */
export type Known = Partial<Reading> & Pick<Reading, 'content'>;

interface PathTool<T extends PathToolName> {
  readonly name: T;
  readonly title: string;
  /** The text of each check that is offered, after what is there was looked at. */
  readonly bodies: Readonly<Partial<Record<Exclude<Action, 'checksum'>, readonly string[]>>>;
  /** Values of its own. */
  values?(of: Checkable<SubjectOf<T>>): Readonly<Record<string, string | undefined>>;
  /** What its own words say. Asked only where it is there, can be read, and has the size and checksum it should. */
  read(action: Exclude<Action, 'checksum'>, of: Checkable<SubjectOf<T>>, found: Found, known: Known): Reading;
}

export function toPathTool<T extends PathToolName>({ name, title, bodies, values, read }: PathTool<T>): BackupTool<T> {
  const offered: readonly Action[] = [
    'look',
    'checksum',
    ...(['verify', 'restore'] as const).filter((one) => bodies[one]),
  ];
  return {
    name,
    title,
    secrets: () => [],
    offers: () => offered,
    parts: (action, of) => {
      const subject: PathSubject = of.subject;
      const all = {
        path: subject.path,
        log: subject.log,
        scratch_base: subject.scratch,
        wanted: of.expects.contains?.join('\n'),
        ...values?.(of),
      };
      const body = action === 'checksum' ? ['seal'] : (bodies[action] ?? []);
      return [{ on: subject.on, script: toScript(`${name} ${action}`, all, 'reachable', ...body) }];
    },
    read: (action, of, [output]) => readPath(name, action, of, output, read),
  };
}

type PathSubject = Pick<SubjectOf<'files'>, 'path' | 'on' | 'log' | 'scratch'>;

function readPath<T extends PathToolName>(
  name: T,
  action: Action,
  of: Checkable<SubjectOf<T>>,
  output: ScriptOutput | undefined,
  read: PathTool<T>['read'],
): Reading {
  const { path }: PathSubject = of.subject;
  const found = findWhole(output, `${name} ${action}`, path);
  if (isEnd(found)) return found;
  const known = toKnown(found);
  const unread = found.answer.number('unread') ?? 0;
  const broken = [
    ...toUnmetSizes(of, known.content),
    ...(unread > 0 ? [`Not all of it can be read: ${toWords(found.answer)}`] : []),
  ];
  if (broken.length > 0) return toRefuted('complete', 'present', toFew(broken), known);
  if (action !== 'checksum') return read(action, of, found, known);
  return known.content.sha256 === undefined
    ? { ...toProven('present', known), problems: ['Its SHA-256 could not be taken.'] }
    : toProven('present', known);
}

function toKnown({ answer, content, percent }: Found): Known {
  const packing = answer.one('packing');
  return {
    content: { ...content, ...optional('sha256', answer.one('sha256')) },
    ...optional('percent', percent),
    ...optional('version', answer.one('version')),
    // Of what is encrypted no tool says more: that ends the reading before it comes here.
    ...(packing === undefined ? {} : { encryption: 'none' }),
  };
}

/** It is there, but not all of it: where nothing is wrong with what is there, it may still come. */
export function toIncomplete(known: Known, note: string): Reading {
  return toRefuted('complete', 'present', [], { ...known, notes: [...(known.notes ?? []), note] });
}

/** It is not what it should be. */
export function toBad(known: Known, problems: readonly string[]): Reading {
  return toRefuted('complete', 'present', toFew(problems), known);
}
