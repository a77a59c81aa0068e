/** What is called how: events speak of people and things by id, and whoever reads the log knows them by name. */
import { partsOfTask, type StepId, type TaskId } from '../../ids.ts';
import type { PartId, PersonId } from '../../roster/names.ts';
import { toTaskName } from '../tasks.ts';

/** The parts of a maintenance that have an id of their own, each with its noun. */
export const partNouns = {
  validation: 'validation',
  criterion: 'criterion',
  notice: 'notice',
  claim: 'claim',
  shift: 'shift',
  handOver: 'hand-over',
  support: 'support',
  backup: 'backup',
  invite: 'invite',
  follower: 'follower',
  mark: 'mark',
  comment: 'comment',
} as const;
export type PartKind = keyof typeof partNouns;
export type NamedKind = 'person' | 'step' | 'rule' | PartKind;

/** Whatever was never named goes by its id. */
export interface Names {
  person(id: PersonId): string;
  people(ids: readonly PersonId[]): string;
  /** Its title, in quotes. */
  step(id: StepId): string;
  /** Its step’s title and its host: `Undo “Upgrade” on db-1`. */
  task(id: TaskId): string;
  /** The id, for that is what a policy is read by, and what it asks for. */
  rule(id: string): string;
  /** With its noun, to stand after an article: `validation “Log in”`, `claim of Ada Lee, “get it up”`. */
  part(kind: PartKind, id: PartId): string;
}

export function namesFoundBy(find: (kind: NamedKind, id: string) => string | undefined): Names {
  const person = (id: PersonId) => find('person', id) ?? id;
  const step = (id: StepId) => quoteOr(find('step', id), id);
  return {
    person,
    people: (ids) => ids.map(person).join(', '),
    step,
    task(id) {
      const { step: stepId, ...where } = partsOfTask(id);
      const title = find('step', stepId);
      return title === undefined ? id : toTaskName(title, where);
    },
    rule(id) {
      const title = find('rule', id);
      return title === undefined ? id : `${id} “${title}”`;
    },
    part: (kind, id) => find(kind, id) ?? `${partNouns[kind]} ${id}`,
  };
}

function quoteOr(title: string | undefined, id: string): string {
  return title === undefined ? id : `“${title}”`;
}
