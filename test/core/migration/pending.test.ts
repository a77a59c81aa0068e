/** What is pending (REL-2, REL-6): against a plain count of every migration, and case by case. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppliedMigration } from '../../../src/core/migration/applied.ts';
import type { Catalogue, Migration } from '../../../src/core/migration/catalogue.ts';
import { toPending } from '../../../src/core/migration/pending.ts';
import { catalogueOf, migrationOf } from './catalogues.ts';

const applied = (...entries: readonly AppliedMigration[]) => new Map(entries.map((entry) => [entry.id, entry]));
const states = (catalogue: Catalogue, input: Partial<Parameters<typeof toPending>[0]> = {}) =>
  toPending({ environment: { version: '1.0' }, catalogue, applied: new Map(), ...input }).rows.map((row) => row.state);

describe('pending migrations', () => {
  it('REL-2: are exactly those that are newer than the version, for the cloud and not applied, in their order', () => {
    const clouds = fc.subarray(['aws', 'gcp', 'azure']);
    const drafts = fc.array(fc.record({ clouds, version: fc.integer({ min: 0, max: 4 }), isApplied: fc.boolean() }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(drafts, fc.integer({ min: 0, max: 4 }), fc.constantFrom('aws', 'GCP'), (all, at, cloud) => {
        const migrations = all
          .toSorted((a, b) => a.version - b.version)
          .map((one, index) => ({
            ...migrationOf(`${one.version}.0`, index, { clouds: one.clouds }),
            ...one,
            version: `${one.version}.0`,
          }));
        const done = migrations
          .filter(({ isApplied }) => isApplied)
          .map(({ id, sha256 }) => ({ id, sha256, state: 'applied' as const }));
        const found = toPending({
          environment: { version: `${at}.0`, cloud },
          catalogue: catalogueOf(migrations),
          applied: applied(...done),
        });
        const expected = migrations.filter(
          (one) =>
            Number.parseInt(one.version, 10) > at &&
            !one.isApplied &&
            (one.clouds.length === 0 || one.clouds.includes(cloud.toLowerCase())),
        );
        expect(found.due.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        expect(found.rows).toHaveLength(migrations.length);
        for (const row of found.rows) if (row.state === 'skipped') expect(row.because).toMatch(/./);
      }),
    );
  });

  it('REL-6: sums the downtime, and says how many do not say', () => {
    const downtimes: readonly Migration['downtime'][] = [
      { kind: 'partial', minutes: 10 },
      { kind: 'full', minutes: 30 },
      { kind: 'full', minutes: 5 },
      { kind: 'none' },
      { kind: 'unknown' },
    ];
    const migrations = downtimes.map((downtime, index) => migrationOf('1.1', index, { downtime }));
    const found = toPending({
      environment: { version: '1.0' },
      catalogue: catalogueOf(migrations),
      applied: new Map(),
    });
    expect(found.downtime).toEqual({ partialMinutes: 10, fullMinutes: 35, unknown: 1 });
  });

  it('tells both hashes of one that was changed after it was applied, and lets nothing be run then', () => {
    const migration = migrationOf('1.1', 1);
    const found = toPending({
      environment: { version: '1.0' },
      catalogue: catalogueOf([migration]),
      applied: applied({ id: migration.id, state: 'applied', sha256: 'f'.repeat(64) }),
    });
    expect(found.rows[0]).toMatchObject({
      state: 'changed',
      hashes: { applied: 'f'.repeat(64), now: migration.sha256 },
    });
    expect(found.problems).toMatchObject([{ severity: 'error', text: expect.stringContaining(migration.sha256) }]);
    expect(found.problems[0]?.text).toContain('f'.repeat(64));
  });

  it('begins with the failed one, and tells what is out of order and what is missing', () => {
    const catalogue = catalogueOf([migrationOf('1.1', 1), migrationOf('1.1', 2), migrationOf('1.2', 1)]);
    const known = applied(
      { id: '1.1/1', state: 'applied' },
      { id: '1.1/2', state: 'failed' },
      { id: '1.2/1', state: 'undone' },
      { id: '0.9/4', state: 'applied' },
    );
    const found = toPending({ environment: { version: '1.0' }, catalogue, applied: known });
    expect(found.rows.map(({ state }) => state)).toEqual(['applied', 'failed', 'pending']);
    expect(found.due.map(({ id }) => id)).toEqual(['1.1/2', '1.2/1']);
    expect(found.missing.map(({ id }) => id)).toEqual(['0.9/4']);
    const later = applied({ id: '1.2/1', state: 'applied' });
    const out = toPending({ environment: { version: '1.0' }, catalogue, applied: later });
    expect(out.rows.map(({ isOutOfOrder }) => isOutOfOrder)).toEqual([true, true, false]);
  });

  it('has a version as far as nothing of it is left out', () => {
    const catalogue = catalogueOf([migrationOf('1.1', 1), migrationOf('1.1', 2), migrationOf('1.2', 1)]);
    const version = (...ids: readonly string[]) =>
      toPending({
        environment: { version: '1.0' },
        catalogue,
        applied: applied(...ids.map((id) => ({ id, state: 'applied' as const }))),
      }).version;
    expect([version(), version('1.1/1'), version('1.1/1', '1.1/2'), version('1.2/1')]).toEqual([
      '1.0',
      '1.0',
      '1.1',
      '1.0',
    ]);
  });

  it('goes no further than it is asked to, follows its channel, and needs a cloud where one is asked for', () => {
    const catalogue = {
      ...catalogueOf([migrationOf('1.1', 1), migrationOf('1.2', 1), migrationOf('1.3', 1, { clouds: ['aws'] })]),
      channels: { '1.2': 'beta' },
    };
    expect(states(catalogue, { environment: { version: '1.0', cloud: 'aws' } })).toEqual([
      'pending',
      'skipped',
      'pending',
    ]);
    expect(states(catalogue, { environment: { version: '1.0', cloud: 'aws', channel: 'Beta' }, upTo: '1.2' })).toEqual([
      'pending',
      'pending',
      'skipped',
    ]);
    const found = toPending({ environment: { version: '1.0' }, catalogue, applied: new Map() });
    expect(found.problems.map(({ text }) => text)).toEqual([
      expect.stringContaining('nobody has said which one this is'),
    ]);
    expect(toPending({ environment: {}, catalogue, applied: new Map() }).problems[0]?.text).toContain('which version');
  });
});
