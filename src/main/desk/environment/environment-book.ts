/** Reads the environments of a workspace: documents, kept by what two spellings of a name have in common. */
import type { EnvironmentRecord } from '../../../contract/environment-shapes.ts';
import { type Environment, environmentSchema, toEnvironmentKey } from '../../../core/environment/environment.ts';
import type { HostName } from '../../../core/ids.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { DocumentVersion, Store } from '../../store/store.ts';

export const environmentKind = 'environment';

type Documents = Pick<Store, 'documents'>;

/** By name, as people sort names. */
export function listEnvironments({ documents }: Documents): EnvironmentRecord[] {
  const collator = new Intl.Collator('en', { numeric: true });
  return documents
    .list(environmentKind)
    .map(toEnvironmentRecord)
    .sort((a, b) => collator.compare(a.environment.name, b.environment.name));
}

export function findEnvironmentRecord(
  { documents }: Documents,
  name: string,
): Result<EnvironmentRecord, Failure<'no-such-environment'>> {
  const found = documents.get(environmentKind, toEnvironmentKey(name));
  return found === undefined
    ? fail('no-such-environment', `There is no environment “${name}” in this workspace.`, {
        advice: 'Add it under Environments, or by drydock environment add.',
      })
    : succeed(toEnvironmentRecord(found));
}

/** The environment a host belongs to, for whoever wants to take the host away. */
export function findEnvironmentOfHost(store: Documents, host: HostName): Environment | undefined {
  return listEnvironments(store).find(({ environment }) => toHostsInUse(environment).includes(host))?.environment;
}

/** Its hosts, and the one its database is asked from. */
export function toHostsInUse({ hosts, catalogue }: Environment): readonly HostName[] {
  const asked = catalogue?.database?.host;
  return asked === undefined ? hosts : [...hosts, asked];
}

export function toEnvironmentRecord({ body, version, savedAtMs, savedBy }: DocumentVersion): EnvironmentRecord {
  return { environment: environmentSchema.parse(body), version, savedAtMs, savedBy };
}
