/** Requests about hosts: what the workspace knows of them, and the deliberate trust in their keys. */
import { type HostRecord, hostRecordSchema } from '../../../contract/shapes.ts';
import type { HostName } from '../../../core/ids.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { HostTarget } from '../../engine/ports.ts';
import type { Store } from '../../store/store.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import { findEnvironmentOfHost } from './environment-book.ts';

/** A person waits for the answer; a question to them (a password) may stand in between. */
const examinationMs = 180_000;
const untilGivenUp = () => AbortSignal.timeout(examinationMs);

/** A chain of jump hosts longer than this is a circle, or as good as one. */
const jumpLimit = 8;

type HostRequest = 'host.list' | 'host.save' | 'host.remove' | 'host.scan' | 'host.trust' | 'host.check';

export function hostHandlers(
  parts: Pick<DeskParts, 'store' | 'hosts' | 'clock' | 'news' | 'engine'>,
): Handlers<HostRequest> {
  const { store, hosts, news, clock, engine } = parts;
  const onChanged = () => {
    news.changed('host');
    engine.hurry();
  };
  return {
    'host.list': () => succeed(listHosts(store)),
    'host.save': (input, caller) => {
      const before = findHost(store, input.name);
      if (input.jump !== undefined && leadsTo(store, input.jump, input.name)) {
        return fail('jump-circle', `“${input.name}” would be reached through itself.`, {
          advice: 'Choose another jump host.',
        });
      }
      const saved = saveHost(store, { ...input, pins: before?.pins ?? [] }, caller.actor.name, clock.now());
      if (saved.ok) onChanged();
      return saved;
    },
    'host.remove': ({ name }, caller) => {
      const user = listHosts(store).find(({ jump }) => jump === name);
      if (user !== undefined) {
        return fail('host-in-use', `“${user.name}” is reached through “${name}”.`, {
          advice: 'Give it another way first.',
        });
      }
      const environment = findEnvironmentOfHost(store, name);
      if (environment !== undefined) {
        return fail('host-in-use', `“${name}” is a host of the environment “${environment.name}”.`, {
          advice: 'Take it out of the environment first.',
        });
      }
      const removed = store.documents.remove('host', name, caller.actor.name, clock.now());
      if (!removed.ok) return removed;
      onChanged();
      return succeed({});
    },
    'host.scan': async ({ name }) => {
      const target = toTarget(store, name);
      if (!target.ok) return target;
      const scanned = await hosts.scan(target.value, untilGivenUp());
      if (!scanned.ok) return scanned;
      const { known, ...shown } = scanned.value;
      return succeed({ ...shown, known: known.map(({ fingerprint, source }) => ({ fingerprint, source })) });
    },
    'host.check': async ({ name }) => {
      const target = toTarget(store, name);
      return target.ok ? hosts.check(target.value, untilGivenUp()) : target;
    },
    'host.trust': async ({ name, fingerprint, replaces }, caller) => {
      const target = toTarget(store, name);
      if (!target.ok) return target;
      const shown = await hosts.scan(target.value, untilGivenUp());
      if (!shown.ok) return shown;
      if (shown.value.fingerprint !== fingerprint.trim()) {
        return fail('fingerprint-differs', `“${name}” shows ${shown.value.fingerprint}, not ${fingerprint.trim()}.`, {
          advice:
            'Read the fingerprint on the host’s own console. If it is not the one shown here, somebody is in between.',
        });
      }
      if (shown.value.standing === 'revoked') {
        return fail('host-key-revoked', `The key of “${name}” is revoked in known_hosts.`, {
          advice: 'The host needs a new key.',
        });
      }
      const isReplaced = shown.value.standing === 'changed';
      if (isReplaced && !replaces) {
        return fail('host-key-changed', `“${name}” had another key before.`, {
          advice: 'Find out why it changed. If it is right, say that the new key replaces the old one.',
        });
      }
      const pinned = pinHost(store, name, shown.value.key, {
        replaces: isReplaced,
        by: caller.actor.name,
        atMs: clock.now(),
      });
      if (pinned.ok) onChanged();
      return pinned;
    },
  };
}

export function listHosts(store: Store): HostRecord[] {
  return store.documents.list('host').map(({ body }) => hostRecordSchema.parse(body));
}

export function findHost(store: Store, name: string): HostRecord | undefined {
  const found = store.documents.get('host', name);
  return found === undefined ? undefined : hostRecordSchema.parse(found.body);
}

export function saveHost(store: Store, record: HostRecord, by: string, atMs: number): Result<HostRecord, Failure> {
  const version = store.documents.versions('host', record.name)[0]?.version ?? 0;
  const kept = store.documents.put('host', record.name, version, record, by, atMs);
  return kept.ok ? succeed(record) : kept;
}

export interface Pinning {
  /** The pins there were are dropped: their key is not the host's any more. */
  readonly replaces: boolean;
  readonly by: string;
  readonly atMs: number;
}

export function pinHost(
  store: Store,
  name: HostName,
  key: string,
  { replaces, by, atMs }: Pinning,
): Result<HostRecord, Failure> {
  const record = findHost(store, name);
  if (record === undefined) return noSuchHost(name);
  const kept = replaces ? [] : record.pins.filter((pin) => pin.key !== key);
  return saveHost(store, { ...record, pins: [...kept, { key, trustedBy: by, trustedAtMs: atMs }] }, by, atMs);
}

/** How a host is reached, its jump hosts included. */
export function toTarget(
  store: Store,
  name: string,
  depth = 0,
): Result<HostTarget, Failure<'no-such-host' | 'jump-circle'>> {
  const record = findHost(store, name);
  if (record === undefined) return noSuchHost(name);
  if (depth > jumpLimit) return fail('jump-circle', `“${name}” is reached through too many jump hosts.`);
  const { address, port, user, identityFile, pins } = record;
  const jump = record.jump === undefined ? undefined : toTarget(store, record.jump, depth + 1);
  if (jump !== undefined && !jump.ok) return jump;
  return succeed({
    name: record.name,
    address,
    port,
    user,
    ...(identityFile === undefined ? {} : { identityFile }),
    ...(jump === undefined ? {} : { jump: jump.value }),
    pins: pins.map(({ key }) => key),
  });
}

function leadsTo(store: Store, from: HostName, to: HostName): boolean {
  let at: HostName | undefined = from;
  for (let hops = 0; at !== undefined && hops <= jumpLimit; hops++) {
    if (at === to) return true;
    at = findHost(store, at)?.jump;
  }
  return at !== undefined;
}

function noSuchHost(name: string) {
  return fail('no-such-host', `There is no host “${name}” in this workspace.`, {
    advice: 'Add it under Environments, or by drydock host add.',
  });
}
