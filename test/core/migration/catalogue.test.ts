/** Catalogues in Drydock's own form: what is written in them, in their order, and every mistake by its file and line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCatalogue } from '../../../src/core/migration/parse-catalogue.ts';
import { compareVersions, rankOf } from '../../../src/core/migration/version-order.ts';
import { toScriptHash } from '../../../src/core/plan/plan-hash.ts';

const file = (path: string, text: string) => ({ path, text });
const table = `versions:
  - version: "1.0"
    migrations:
      - sequence: 1
        description: Make the table
        downtime: none
        run: make table
        rollback: { none: nothing is there before it }
  - version: "1.1"
    migrations:
      - sequence: 7
        description: Widen amount
        downtime: full 1h30m
        clouds: [aws, gcp]
        script: scripts/widen.sql
        through: psql -X -v ON_ERROR_STOP=1
        rollback: scripts/narrow.sql
        checksum: ${toScriptHash('ALTER TABLE orders;\n')}
        timeout: 2h
`;
const scripts = [file('scripts/widen.sql', 'ALTER TABLE orders;\n'), file('scripts/narrow.sql', 'BACK;')];

describe('migrations.yaml', () => {
  it('says of each migration what it is, how it runs and how it is undone', () => {
    const catalogue = parseCatalogue([file('migrations.yaml', table), ...scripts]);
    expect(catalogue.problems).toEqual([]);
    expect(catalogue.versions).toEqual(['1.0', '1.1']);
    const [made, widened] = catalogue.migrations;
    expect(made).toMatchObject({ id: '1.0/1', script: 'make table', rollback: { kind: 'none' }, clouds: [] });
    expect(widened).toMatchObject({
      id: '1.1/7',
      downtime: { kind: 'full', minutes: 90 },
      clouds: ['aws', 'gcp'],
      timeoutMs: 7_200_000,
      sha256: toScriptHash('ALTER TABLE orders;\n'),
      undoSha256: toScriptHash('BACK;'),
      file: 'scripts/widen.sql',
    });
    expect(widened?.script).toMatch(/^psql -X -v ON_ERROR_STOP=1 <<'(END_\w+)'\nALTER TABLE orders;\n\1\n$/);
  });

  it.each([
    ['versions: [ { version: 1.10 } ]', 1, /put it in quotes/],
    [table.replace('1h30m', 'a while'), 13, /none, partial 10m or full 1h30m/],
    [table.replace('scripts/widen.sql', '../widen.sql'), 15, /lies in it/],
    [table.replace('scripts/widen.sql', 'scripts/other.sql'), 15, /no file scripts\/other.sql/],
    [table.replace('scripts/narrow.sql', 'scripts/none.sql'), 11, /no file scripts\/none.sql/],
    [table.replace('sequence: 7', 'sequence: 7\n        colour: red'), 12, /no such key/],
    [table.replace(/checksum: \w+/, `checksum: ${'f'.repeat(64)}`), 11, /has the SHA-256/],
    [`${table}\n  - version: [`, 21, /./],
  ])('names what is wrong by its line: %#', (text, line, says) => {
    const { problems } = parseCatalogue([file('migrations.yaml', text), ...scripts]);
    expect(problems.map((one) => [one.severity, one.file])).toContainEqual(['error', 'migrations.yaml']);
    expect(problems.find((one) => one.severity === 'error')).toMatchObject({ line, text: expect.stringMatching(says) });
  });
});

describe('one file with front matter per script', () => {
  const front = `#!/bin/bash
# ---
# version: "1.2"
# sequence: 3
# description: Rotate keys
# downtime: partial 10m
# rollback: { none: a key that is gone is gone }
# ---
rotate keys
`;

  it('is a migration, and the script below it is what runs, with its first line', () => {
    const { migrations, versions, problems } = parseCatalogue([
      file('migrations.yaml', table),
      ...scripts,
      file('003-rotate.sh', front),
      file('README.md', '# Not a migration\n'),
    ]);
    expect(problems).toEqual([]);
    expect(versions).toEqual(['1.0', '1.1', '1.2']);
    expect(migrations.at(-1)).toMatchObject({
      id: '1.2/3',
      script: '#!/bin/bash\nrotate keys\n',
      file: '003-rotate.sh',
    });
  });

  it('is named by its line where it is wrong, and two of one number are told', () => {
    const wrong = parseCatalogue([file('a.sh', front.replace('3', 'three')), file('b.sh', '---\nversion: "1"\n')]);
    expect(wrong.problems.map(({ file: at, line }) => [at, line])).toEqual([
      ['a.sh', 4],
      ['b.sh', 1],
    ]);
    expect(parseCatalogue([file('a.sh', front), file('b.sh', front)]).problems[0]?.text).toContain('also a.sh');
  });
});

it('orders versions by their numbers, pre-releases before their release, and is an order', () => {
  const sorted = ['v1.9', '1.10', '2.0-rc1', '2.0-rc2', '2.0', '2.0.1', '20260301120000'];
  expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted);
  expect(compareVersions('2.0', '2.0.0+build.7')).toBe(0);
  expect(rankOf('1.5', ['1', '2'])).toBe(0.5);
  const version = fc.stringMatching(/^[0-9a-c]{1,3}(\.[0-9a-c]{1,2}){0,2}(-[0-9a-c]{1,2})?$/);
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b))).toBe(0 - Math.sign(compareVersions(b, a)));
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
        expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});
