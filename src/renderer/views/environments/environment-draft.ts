/** An environment as it is typed: every field a text or a choice, and what the schema says of the whole. */

import type { CatalogueForm } from '../../../core/environment/catalogue-source.ts';
import type { Environment, Notification } from '../../../core/environment/environment.ts';
import { environmentSchema } from '../../../core/environment/environment.ts';
import type { Weekday } from '../../../core/environment/window-rule.ts';

export type Client = 'none' | 'psql' | 'mysql' | 'mariadb' | 'sqlite3';

export interface CatalogueDraft {
  readonly path: string;
  readonly form: CatalogueForm;
  readonly client: Client;
  readonly host: string;
  readonly table: string;
  /** psql: a service of `pg_service.conf`. */
  readonly service: string;
  readonly server: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
  readonly optionFile: string;
  readonly group: string;
  /** sqlite3 */
  readonly file: string;
}

export interface WindowDraft {
  readonly weekdays: readonly Weekday[];
  readonly at: string;
  readonly zone: string;
  readonly lengthMinutes: string;
  readonly rhythm: 'weekly' | 'monthly';
  readonly everyWeeks: string;
  readonly from: string;
  readonly nth: string;
  readonly isAutomatic: boolean;
}

export interface EnvironmentDraft {
  readonly name: string;
  readonly isProduction: boolean;
  readonly cloud: string;
  readonly channel: string;
  readonly version: string;
  readonly stableVersion: string;
  readonly hosts: readonly string[];
  readonly runsOn: readonly string[];
  readonly stagingTwin: string;
  readonly contact: string;
  readonly catalogue: CatalogueDraft;
  /** Absent: there is no recurring window. */
  readonly window: WindowDraft | undefined;
  readonly notifications: readonly Notification[];
  /** Typed nowhere here: it is said on the command line, and stays as it is. */
  readonly rebuiltAtMs: number | undefined;
}

export function firstWindow(zone: string): WindowDraft {
  return {
    weekdays: ['sunday'],
    at: '02:00',
    zone,
    lengthMinutes: '120',
    rhythm: 'weekly',
    everyWeeks: '1',
    from: '',
    nth: '1',
    isAutomatic: false,
  };
}

const noCatalogue: CatalogueDraft = {
  path: '',
  form: 'drydock',
  client: 'none',
  host: '',
  table: '',
  service: '',
  server: '',
  port: '',
  database: '',
  user: '',
  optionFile: '',
  group: '',
  file: '',
};

export function toDraft(environment: Environment | undefined): EnvironmentDraft {
  return {
    name: environment?.name ?? '',
    // Until somebody says that it is not.
    isProduction: environment?.isProduction ?? true,
    cloud: environment?.cloud ?? '',
    channel: environment?.channel ?? '',
    version: environment?.version ?? '',
    stableVersion: environment?.stableVersion ?? '',
    hosts: environment?.hosts ?? [],
    runsOn: environment?.runsOn ?? [],
    stagingTwin: environment?.stagingTwin ?? '',
    contact: environment?.contact ?? '',
    catalogue: toCatalogueDraft(environment?.catalogue),
    window: toWindowDraft(environment?.windowRule),
    notifications: environment?.notifications ?? [],
    rebuiltAtMs: environment?.rebuiltAtMs,
  };
}

function toCatalogueDraft(source: Environment['catalogue']): CatalogueDraft {
  if (source === undefined) return noCatalogue;
  const { path, form, database } = source;
  if (database === undefined) return { ...noCatalogue, path, form };
  const { host, table = '', connection } = database;
  const given = Object.entries(connection).flatMap(([field, value]) =>
    value === undefined ? [] : [[field, String(value)]],
  );
  return { ...noCatalogue, path, form, host, table, client: connection.client, ...Object.fromEntries(given) };
}

function toWindowDraft(rule: Environment['windowRule']): WindowDraft | undefined {
  if (rule === undefined) return undefined;
  const { weekdays, at, zone, lengthMinutes, rhythm, isAutomatic } = rule;
  return {
    ...firstWindow(zone),
    weekdays,
    at,
    lengthMinutes: String(lengthMinutes),
    rhythm: rhythm.kind,
    ...(rhythm.kind === 'weekly'
      ? { everyWeeks: String(rhythm.everyWeeks), from: rhythm.from ?? '' }
      : { nth: String(rhythm.nth) }),
    isAutomatic,
  };
}

/** What is empty is left out; all else is the schema's to judge. */
export function parseDraft(draft: EnvironmentDraft) {
  const { name, isProduction, hosts, runsOn, notifications, catalogue, window } = draft;
  const { cloud, channel, version, stableVersion, stagingTwin, contact } = draft;
  return environmentSchema.safeParse({
    name,
    isProduction,
    hosts,
    runsOn,
    notifications,
    ...(draft.rebuiltAtMs === undefined ? {} : { rebuiltAtMs: draft.rebuiltAtMs }),
    ...filled({ cloud, channel, version, stableVersion, stagingTwin, contact }),
    ...(catalogue.path.trim() === '' ? {} : { catalogue: toSource(catalogue) }),
    ...(window === undefined ? {} : { windowRule: toRule(window) }),
  });
}

function toSource({ path, form, client, host, table, service, server, port, database, user, ...more }: CatalogueDraft) {
  if (form === 'drydock' || client === 'none') return { path, form };
  const { optionFile, group, file } = more;
  const connection =
    client === 'psql'
      ? { client, ...filled({ service, server, database, user }), ...(port === '' ? {} : { port: Number(port) }) }
      : client === 'sqlite3'
        ? { client, file }
        : { client, database, ...filled({ optionFile, group }) };
  return { path, form, database: { host, ...filled({ table }), connection } };
}

function toRule({ rhythm, everyWeeks, from, nth, lengthMinutes, ...rule }: WindowDraft) {
  return {
    ...rule,
    lengthMinutes: Number(lengthMinutes),
    rhythm:
      rhythm === 'weekly'
        ? { kind: rhythm, everyWeeks: Number(everyWeeks), ...filled({ from }) }
        : { kind: rhythm, nth: Number(nth) },
  };
}

function filled(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
}
