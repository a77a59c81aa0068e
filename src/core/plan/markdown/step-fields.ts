/** The attributes a step may carry in a runbook's file, each with how it is read. How they are written stands in `step-text.ts`. */
import { z } from 'zod';
import { hostNameSchema, stepIdSchema } from '../../ids.ts';
import { parseDuration } from '../../text/duration.ts';
import { limits, onFailureSchema } from '../plan.ts';
import { type Attribute, parseAttributes } from './attributes.ts';

/** What attributes say of a step; absent where they say nothing. */
export interface StepFields {
  id?: string;
  title?: string;
  owner?: string;
  estimateMs?: number;
  withPrevious?: boolean;
  isTwoPerson?: boolean;
  waitMs?: number;
  hosts?: string[];
  timeoutMs?: number;
  retries?: number;
  onFailure?: z.infer<typeof onFailureSchema>;
  exitStatus?: number[];
  matches?: string[];
  lacks?: string[];
  /** An expectation is there, though it may name nothing. */
  hasExpectation?: boolean;
  kind?: 'command' | 'check';
  confirmBefore?: boolean;
  safeToRepeat?: boolean;
  mode?: 'durable' | 'direct';
}

type Reader = (fields: StepFields, attribute: Attribute) => boolean;

const durationSchema = z.int().min(1).max(limits.durationMs);

/** Takes the value if it has the shape; says whether it did. */
function take<T>(schema: z.ZodType<T>, value: unknown, keep: (value: T) => void): boolean {
  const parsed = schema.safeParse(value);
  if (parsed.success) keep(parsed.data);
  return parsed.success;
}

const toNumber = (text: string | undefined) =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
const toDuration = (text: string | undefined) => (text === undefined ? undefined : parseDuration(text));
const toList = (text: string | undefined) => text?.split(',').map((part) => part.trim());

function field<Name extends keyof StepFields>(
  name: Name,
  schema: z.ZodType<NonNullable<StepFields[Name]>>,
  parse: (text: string | undefined) => unknown = (text) => text,
): Reader {
  return (fields, { value }) =>
    take(schema, parse(value), (parsed) => {
      Object.assign(fields, { [name]: parsed });
    });
}

function flag(name: 'hasExpectation' | 'confirmBefore' | 'safeToRepeat' | 'withPrevious' | 'isTwoPerson'): Reader {
  return (fields, { value }) => {
    if (value !== undefined && value !== 'true') return false;
    fields[name] = true;
    return true;
  };
}

/** May be given several times. */
function patterns(name: 'matches' | 'lacks'): Reader {
  return (fields, { value, isBare }) => {
    const known = fields[name] ?? [];
    return take(patternsSchema, value === '[]' && isBare ? known : [...known, value], (all) => {
      fields[name] = all;
    });
  };
}

const patternsSchema = z.array(z.string().min(1).max(2_000)).max(50);
const hostsSchema = z.array(hostNameSchema).max(limits.hostsPerStep);
const exitSchema = z.array(z.int().min(0).max(255)).min(1).max(256);

const readHosts: Reader = (fields, { value }) =>
  take(hostsSchema, [...(fields.hosts ?? []), ...(toList(value) ?? [''])], (hosts) => {
    fields.hosts = hosts;
  });

const readExit = field('exitStatus', exitSchema, (text) => toList(text)?.map(toNumber));

const ofAll: Readonly<Record<string, Reader>> = {
  id: field('id', stepIdSchema),
  title: field('title', z.string().min(1).max(limits.titleLength)),
  owner: field('owner', z.string().min(1).max(200)),
  estimate: field('estimateMs', durationSchema, toDuration),
  'with-previous': flag('withPrevious'),
  'two-person': flag('isTwoPerson'),
};

const ofWaits: Readonly<Record<string, Reader>> = { wait: field('waitMs', durationSchema, toDuration) };

const ofScripts: Readonly<Record<string, Reader>> = {
  host: readHosts,
  hosts: readHosts,
  timeout: field('timeoutMs', durationSchema, toDuration),
  retries: field('retries', z.int().min(0).max(limits.retries), toNumber),
  'on-failure': field('onFailure', onFailureSchema),
  exit: readExit,
  'expect-exit': readExit,
  matches: patterns('matches'),
  'expect-matches': patterns('matches'),
  lacks: patterns('lacks'),
  'expect-lacks': patterns('lacks'),
  expect: flag('hasExpectation'),
  kind: field('kind', z.enum(['command', 'check'])),
  confirm: flag('confirmBefore'),
  'safe-to-repeat': flag('safeToRepeat'),
  mode: field('mode', z.enum(['durable', 'direct'])),
};

const readers: ReadonlyMap<string, Reader> = new Map(Object.entries({ ...ofAll, ...ofWaits, ...ofScripts }));

/** Says what a fence is for, not what its step is like. */
const roles: ReadonlySet<string> = new Set(['rollback', 'json', 'text']);

/** Whether it was understood; if not, the fields are as they were. */
export function readAttribute(fields: StepFields, attribute: Attribute): boolean {
  if (roles.has(attribute.name) && attribute.value === undefined) return true;
  return readers.get(attribute.name)?.(fields, attribute) ?? false;
}

export function isForScripts({ name }: Attribute): boolean {
  return Object.hasOwn(ofScripts, name);
}

/** `Restart the service {owner=anna}`: the title, and what stands in braces behind it, if all of it is known here. */
export function parseTitle(raw: string): { readonly title: string; readonly attributes: readonly Attribute[] } {
  const isKnown = ({ name }: Attribute) => readers.has(name);
  if (!raw.endsWith('}')) return { title: raw, attributes: [] };
  for (const found of raw.matchAll(/(?:^|\s)\{/g)) {
    const attributes = parseAttributes(raw.slice(found.index + found[0].length, -1));
    if (attributes !== undefined && attributes.length > 0 && attributes.every(isKnown)) {
      return { title: raw.slice(0, found.index).trimEnd(), attributes };
    }
  }
  return { title: raw, attributes: [] };
}
