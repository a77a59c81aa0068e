/** Whether a backup lies on a machine that the maintenance works on: by host, address and device, and not by the words typed (`POL-13`). */
import type { HostName } from '../ids.ts';
import type { Backup } from './backup.ts';
import { toStorageHost } from './backup.ts';
import { toPlainAddress, toServer } from './server.ts';
import type { PlaceFacts, Whereabouts } from './whereabouts.ts';

export interface Nearness {
  readonly verdict: 'on-target' | 'elsewhere' | 'unknown';
  /** The target it is on, or may be on. */
  readonly target?: HostName;
  /** Why: a sentence's end, after the name of the backup. */
  readonly reason: string;
  /** Whether machines were asked, and not only names compared. */
  readonly isMeasured: boolean;
}

type Sameness = { readonly is: 'same' | 'other' | 'unsure'; readonly reason: string; readonly isMeasured: boolean };

/**
 * @param backup the backup, or a copy of it with how it is looked at
 * @param targets the hosts that steps of the plan name
 * @param whereabouts what machines said of themselves; whoever was not asked is compared by name alone
 */
export function toNearness(
  backup: Pick<Backup, 'subject' | 'storedOn'>,
  targets: readonly HostName[],
  whereabouts: readonly Whereabouts[],
): Nearness {
  const place = toPlace(backup, whereabouts);
  const server = toHolder(backup, place);
  if (server !== undefined) return toServerNearness(server, targets, whereabouts);
  const host = toStorageHost(backup);
  if (host === undefined)
    return { verdict: 'unknown', reason: 'is where words alone say: on which machine is not known', isMeasured: false };
  const compared = targets.map((target) => ({ target, ...compareHosts(host, target, whereabouts) }));
  const same = compared.find(({ is }) => is === 'same') ?? compared.find(({ is }) => is === 'unsure');
  if (same !== undefined) {
    const { target, reason, isMeasured } = same;
    return { verdict: same.is === 'same' ? 'on-target' : 'unknown', target, reason, isMeasured };
  }
  const isMeasured = compared.every((one) => one.isMeasured);
  return { verdict: 'elsewhere', reason: `is on ${host}, which is none of them`, isMeasured };
}

/** Whether two names are one machine. The machines' own word goes before addresses, and these before names. */
export function compareHosts(a: HostName, b: HostName, whereabouts: readonly Whereabouts[]): Sameness {
  if (a === b) return { is: 'same', reason: `is on ${b}`, isMeasured: true };
  const [here, there] = [a, b].map((name) => whereabouts.find(({ host }) => host === name));
  const names = `${a} and ${b}`;
  if (here === undefined || there === undefined)
    return { is: 'other', reason: `${names} are two names`, isMeasured: false };
  const boots = isSame(here.bootId, there.bootId);
  const machines = isSame(here.machineId, there.machineId);
  if (boots === true)
    return { is: 'same', reason: `is on ${a}, which runs on the same machine as ${b} (boot id)`, isMeasured: true };
  if (machines === true && boots === undefined)
    return { is: 'same', reason: `is on ${a}, which is the same machine as ${b} (machine id)`, isMeasured: true };
  if (machines === true)
    return {
      is: 'unsure',
      reason: `is on ${a}, which has the machine id of ${b} and another boot id: a clone of it, or it booted in between`,
      isMeasured: true,
    };
  if (machines === false) return { is: 'other', reason: `${names} are two machines`, isMeasured: true };
  return compareAddresses(here, there);
}

function compareAddresses(here: Whereabouts, there: Whereabouts): Sameness {
  const [a, b] = [here.host, there.host];
  const isOneWay = (here.jump ?? '') === (there.jump ?? '');
  const [ours, theirs] = [toPlainAddress(here.address), toPlainAddress(there.address)];
  if (isOneWay && ours === theirs && here.port === there.port)
    return { is: 'same', reason: `is on ${a}, which has the address of ${b}`, isMeasured: true };
  if (here.keys.some((key) => there.keys.includes(key)))
    return { is: 'same', reason: `is on ${a}, which has the host key of ${b}`, isMeasured: true };
  if (isOneWay && (toOwn(here).includes(theirs) || toOwn(there).includes(ours)))
    return { is: 'same', reason: `is on ${a}, which has an address of ${b}`, isMeasured: true };
  if (isOneWay && ours === theirs)
    return { is: 'unsure', reason: `is on ${a}, which has the address of ${b}, on another port`, isMeasured: true };
  return { is: 'other', reason: `${a} and ${b} have nothing in common`, isMeasured: true };
}

function isSame(a: string | undefined, b: string | undefined): boolean | undefined {
  return a === undefined || b === undefined ? undefined : a === b;
}

/** Addresses that mean one machine wherever they are seen: not those that every machine has for itself. */
function toOwn({ addresses }: Whereabouts): readonly string[] {
  return addresses.map(toPlainAddress).filter((address) => !isEverybodys(address));
}

function isEverybodys(address: string): boolean {
  return /^(?:127\.|0\.|169\.254\.|::1$|::$|fe80:|localhost$)/.test(address);
}

function toPlace(
  { subject, storedOn }: Pick<Backup, 'subject' | 'storedOn'>,
  all: readonly Whereabouts[],
): PlaceFacts | undefined {
  const host = subject?.on ?? storedOn;
  const wanted =
    subject === undefined
      ? undefined
      : 'repository' in subject
        ? subject.repository
        : 'path' in subject
          ? subject.path
          : undefined;
  return all.find((one) => one.host === host)?.places.find(({ place }) => place === wanted);
}

/** The machine that really holds it, where it is reached over a network. */
function toHolder({ subject }: Pick<Backup, 'subject'>, place: PlaceFacts | undefined): PlaceFacts | undefined {
  if (place?.server !== undefined) return place;
  if (subject === undefined || !('repository' in subject)) return undefined;
  const server = toServer(subject.repository);
  if (server.kind === 'here') return undefined;
  return { place: subject.repository, server: server.name, serverAddresses: [] };
}

function toServerNearness(
  { server = '', serverAddresses, device }: PlaceFacts,
  targets: readonly HostName[],
  whereabouts: readonly Whereabouts[],
): Nearness {
  const name = toPlainAddress(server);
  const addresses = [name, ...serverAddresses.map(toPlainAddress)].filter((address) => !isEverybodys(address));
  const how = device === undefined ? `is kept by ${server}` : `is on ${device}`;
  if (addresses.length === 0)
    return {
      verdict: 'unknown',
      reason: `${how}, which may be anything that is reached through a tunnel`,
      isMeasured: true,
    };
  for (const target of targets) {
    const facts = whereabouts.find(({ host }) => host === target);
    const own =
      facts === undefined ? [] : [toPlainAddress(facts.address), toPlainAddress(facts.hostname ?? ''), ...toOwn(facts)];
    if ([target.toLowerCase(), ...own].some((one) => one !== '' && addresses.includes(one)))
      return { verdict: 'on-target', target, reason: `${how}, and that is ${target}`, isMeasured: true };
  }
  const isMeasured = targets.every((target) => whereabouts.some(({ host }) => host === target));
  return { verdict: 'elsewhere', reason: `${how}, which is none of them`, isMeasured };
}
