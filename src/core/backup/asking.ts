/** Who has to be asked what: a backup as a check sees it, and the hosts that have to say where they are. */
import type { HostName } from '../ids.ts';
import { type BackupSet, type KnownBackup, toStorageHost } from './backup.ts';
import { toProof } from './proof.ts';
import { checksOf } from './standing.ts';
import type { Subject } from './subject.ts';
import type { Checkable } from './tools/tool.ts';

/**
 * A backup, or its copy of that id, with what is expected and known of it. `undefined`: nobody said how it is looked at.
 * A copy that is kept in another way (a repository of a dump) holds the same, but has neither its size nor its SHA-256.
 */
export function toCheckable(backup: KnownBackup, copy?: string): Checkable | undefined {
  const { expects = {}, copies, subject: main } = backup;
  const subject = copy === undefined ? main : copies.find(({ id }) => id === copy)?.subject;
  if (subject === undefined) return undefined;
  const { sha256: _, sizeBytes: __, database: ___, ...alike } = expects;
  const known = toProof(checksOf(backup, copy)).content;
  return { subject, known, expects: subject.tool === main?.tool ? expects : alike };
}

export interface Asked {
  readonly host: HostName;
  /** Paths and repositories as that host sees them. */
  readonly places: readonly string[];
}

/**
 * Every host that has to say where it is before anybody can tell what lies on what (`POL-13`, `POL-14`): those that are worked on, and
 * those that backups and copies lie on or are asked from.
 * @param targets the hosts that steps of the plan name
 */
export function toAskedHosts({ backups }: BackupSet, targets: readonly HostName[]): readonly Asked[] {
  const places = new Map<HostName, Set<string>>(targets.map((target) => [target, new Set()]));
  const ask = (host: HostName | undefined, place?: string) => {
    if (host === undefined) return;
    const known = places.get(host) ?? new Set();
    places.set(host, place === undefined ? known : known.add(place));
  };
  for (const backup of backups) {
    ask(toStorageHost(backup));
    for (const { subject } of [backup, ...backup.copies]) if (subject !== undefined) ask(subject.on, toPlace(subject));
  }
  return [...places].map(([host, named]) => ({ host, places: [...named].slice(0, 50) }));
}

function toPlace(subject: Subject): string | undefined {
  if ('repository' in subject) return subject.repository;
  return 'path' in subject ? subject.path : undefined;
}
