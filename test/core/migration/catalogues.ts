/** Catalogues for the tests of what is pending: small, and right unless a test says otherwise. */
import type { Catalogue, Migration } from '../../../src/core/migration/catalogue.ts';
import { toScriptHash } from '../../../src/core/plan/plan-hash.ts';

export function migrationOf(version: string, sequence: number, more: Partial<Migration> = {}): Migration {
  const script = more.script ?? `apply ${version} ${sequence}`;
  return {
    id: `${version}/${sequence}`,
    sequence,
    version,
    description: `Step ${sequence} of ${version}`,
    downtime: { kind: 'none' },
    clouds: [],
    script,
    rollback: { kind: 'script', script: `undo ${version} ${sequence}` },
    sha256: toScriptHash(script),
    isRepeatable: false,
    file: 'migrations.yaml',
    line: 1,
    ...more,
  };
}

export function catalogueOf(migrations: readonly Migration[]): Catalogue {
  const versions = [...new Set(migrations.map(({ version }) => version))];
  return { form: 'drydock', versions, channels: {}, migrations, problems: [] };
}
