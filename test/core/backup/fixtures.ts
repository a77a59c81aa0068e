/** Checks, readings and backups for the tests of what is known of them. */
import type { KnownBackup } from '../../../src/core/backup/backup.ts';
import type { Check } from '../../../src/core/backup/check.ts';
import type { Reading } from '../../../src/core/backup/reading.ts';
import type { HostName } from '../../../src/core/ids.ts';
import type { Actor } from '../../../src/core/maintenance/actor.ts';

export const host = (name: string) => name as HostName;
export const ada: Actor = { kind: 'person', name: 'Ada' };

export function reading(level: Reading['level'], more: Partial<Reading> = {}): Reading {
  return { level, content: {}, counts: [], problems: [], notes: [], ...more };
}

export function check(atMs: number, action: Check['action'], found: Reading, more: Partial<Check> = {}): Check {
  return { action, tool: 'pg-dump', on: host('store-1'), reading: found, atMs, ...more };
}

/** By Ada's word at 40 %, looked at by pg_dump on store-1. */
export function backup(checks: readonly Check[], more: Partial<KnownBackup> = {}): KnownBackup {
  return {
    id: 'db',
    what: 'the database',
    place: '/backup/db.dump',
    percent: 40,
    subject: { tool: 'pg-dump', on: host('store-1'), path: '/backup/db.dump' },
    copies: [],
    saidBy: ada,
    saidAtMs: 1,
    checks,
    ...more,
  };
}
