/** The folders of migration tools, and what their tables say: case by case, as their authors document them. */
import { describe, expect, it } from 'vitest';
import type { CatalogueForm, CatalogueSource } from '../../../src/core/environment/catalogue-source.ts';
import type { HostName } from '../../../src/core/ids.ts';
import { parseCatalogueFiles, toolOf } from '../../../src/core/migration/forms.ts';
import { parseAnswer } from '../../../src/core/migration/tools/answer.ts';
import { toEnded, toQuestion, toSqlScript } from '../../../src/core/migration/tools/client.ts';
import { toFlywayChecksum } from '../../../src/core/migration/tools/crc32.ts';

const database: NonNullable<CatalogueSource['database']> = {
  host: 'db-1' as HostName,
  connection: { client: 'psql', service: 'orders' },
};
const tool = { folder: '/srv/app' };
const parse = (
  form: CatalogueForm,
  files: Readonly<Record<string, string>>,
  more: Partial<CatalogueSource> = { tool },
) =>
  parseCatalogueFiles(
    { form, path: '/x', ...more },
    Object.entries(files).map(([path, text]) => ({ path, text })),
  );
const stateOf = (
  form: Exclude<CatalogueForm, 'drydock'>,
  files: Readonly<Record<string, string>>,
  rows: readonly object[],
) => {
  const found = toolOf(form);
  if (found === undefined) throw new Error('a tool');
  const state = found.toState(parse(form, files), rows as never);
  return { ...state, entries: Object.fromEntries(state.entries.map((one) => [one.id, one.state])) };
};

describe('Flyway', () => {
  const files = {
    'V1__make_orders.sql': 'CREATE TABLE orders ();\n',
    'V1_10__late.sql': 'SELECT 10;',
    'V1.2__add-currency.sql':
      '-- drydock: { downtime: partial 10m, clouds: [aws], rollback: { none: it only adds } }\nSELECT 2',
    'U1.2__back.sql': 'SELECT -2;',
    'R__views.sql': 'CREATE OR REPLACE VIEW v AS SELECT 1;',
    'notes.sql': '',
  };

  it('has its versions in their order, repeatable ones last, and says what a comment says for it', () => {
    const { migrations, versions, problems } = parse('flyway', files, { database });
    expect(migrations.map(({ id, sequence }) => [id, sequence])).toEqual([
      ['1', 1],
      ['1.2', 2],
      ['1.10', 3],
      ['R__views', 4],
    ]);
    expect(versions).toEqual(['1', '1.2', '1.10']);
    expect(migrations[1]).toMatchObject({
      description: 'Add currency',
      downtime: { kind: 'partial', minutes: 10 },
      clouds: ['aws'],
      rollback: { kind: 'script' },
    });
    expect(problems.map(({ file, severity }) => [file, severity])).toEqual([
      ['notes.sql', 'warning'],
      ['V1__make_orders.sql', 'warning'],
      ['V1_10__late.sql', 'warning'],
    ]);
  });

  it('runs through the client in one transaction with its own row, or by Flyway where that is on the host', () => {
    const [made] = parse('flyway', files, { database }).migrations;
    expect(made?.script).toContain('export PGSERVICE=orders\npsql -X -q -w -v ON_ERROR_STOP=1 --single-transaction');
    expect(made?.script).toContain('CREATE TABLE orders ();\nINSERT INTO flyway_schema_history');
    expect(parse('flyway', files).migrations[0]?.script).toBe('set -e\ncd /srv/app\nflyway -target=1 migrate\n');
    expect(parse('flyway', files, {}).migrations[0]).toMatchObject({ cannotRun: expect.stringContaining('database') });
  });

  it('reads the table: the last row of a version counts, undone is undone, failed is told, and the baseline is kept', () => {
    const rows = [
      { rank: 1, version: '0.9', type: 'BASELINE', script: '<< Flyway Baseline >>', success: true },
      {
        rank: 2,
        version: '1.0',
        type: 'SQL',
        script: 'V1__make_orders.sql',
        checksum: 7,
        success: 1,
        atMs: 1_000,
        ms: 5,
      },
      { rank: 3, version: '1.2', type: 'SQL', script: 'V1.2__add.sql', success: true },
      { rank: 4, version: '1.2', type: 'UNDO_SQL', script: 'U1.2__back.sql', success: true },
      { rank: 5, version: null, type: 'SQL', script: 'R__views.sql', checksum: -3, success: 't' },
      { rank: 6, version: '1.10', type: 'SQL', script: 'V1_10__late.sql', success: false },
    ];
    const state = stateOf('flyway', files, rows);
    expect(state.entries).toEqual({ '1': 'applied', '1.2': 'undone', R__views: 'applied', '1.10': 'failed' });
    expect(state).toMatchObject({
      baseline: '0.9',
      problems: [{ severity: 'error', text: expect.stringContaining('V1_10__late.sql failed') }],
    });
  });

  it('keeps the checksum over lines without what ends them, as a signed number', () => {
    expect(toFlywayChecksum('123456789')).toBe(0xcbf43926 | 0);
    expect(toFlywayChecksum('\ufeff1234\r\n56789\n')).toBe(0xcbf43926 | 0);
  });
});

describe('golang-migrate', () => {
  const files = { '0001_make.up.sql': 'A;', '0001_make.down.sql': 'B;', '2_add.up.sql': 'C;', '2_add.down.sql': 'D;' };

  it('has up and down, and applies up to the one version of its table', () => {
    const { migrations, problems } = parse('golang-migrate', files, { database });
    expect(problems).toEqual([]);
    expect(migrations.map(({ id, rollback }) => [id, rollback?.kind])).toEqual([
      ['1', 'script'],
      ['2', 'script'],
    ]);
    expect(stateOf('golang-migrate', files, [{ version: 1, dirty: false }]).entries).toEqual({ '1': 'applied' });
    expect(stateOf('golang-migrate', files, []).entries).toEqual({});
    expect(stateOf('golang-migrate', files, [{ version: -1, dirty: false }]).entries).toEqual({});
    expect(stateOf('golang-migrate', files, [{ version: 9, dirty: 0 }]).entries).toMatchObject({
      '2': 'applied',
      '9': 'applied',
    });
  });

  it('tells a dirty table, and lets nothing run on it', () => {
    const state = stateOf('golang-migrate', files, [{ version: 2, dirty: true }]);
    expect(state.entries).toEqual({ '1': 'applied', '2': 'failed' });
    expect(state.problems).toMatchObject([{ severity: 'error', text: expect.stringContaining('2 is dirty') }]);
  });
});

describe('Alembic', () => {
  const revision = (id: string, down: string, body = "op.drop_column('a')") =>
    `"""Revision ${id}\n\nCreate Date: 2026-01-0${id.length}\n"""\nrevision: str = '${id}'\ndown_revision: Union[str, None] = ${down}\n\ndef upgrade() -> None:\n    pass\n\ndef downgrade() -> None:\n    ${body}\n`;
  const files = {
    'versions/c.py': revision('ccc', "('aa', 'bb')"),
    'versions/b.py': revision('bb', "'a'", 'pass'),
    'versions/a2.py': revision('aa', "'a'"),
    'versions/a.py': revision('a', 'None'),
    'env.py': 'import alembic\n',
  };

  it('orders revisions after those they come after, and takes what a head comes after as applied', () => {
    const { migrations, problems } = parse('alembic', files);
    expect(migrations.map(({ id }) => id)).toEqual(['a', 'aa', 'bb', 'ccc']);
    expect(migrations.map(({ rollback }) => rollback?.kind)).toEqual(['script', 'script', 'none', 'none']);
    expect(migrations[1]?.script).toContain('alembic upgrade aa');
    expect(migrations[1]?.rollback).toMatchObject({ script: expect.stringContaining('alembic downgrade a') });
    expect(problems).toEqual([]);
    expect(stateOf('alembic', files, [{ version: 'bb' }]).entries).toEqual({ a: 'applied', bb: 'applied' });
    expect(stateOf('alembic', files, [{ version: 'zz' }]).problems).toMatchObject([{ severity: 'error' }]);
  });

  it('tells a circle, a revision that is not here, and several heads', () => {
    const wrong = parse('alembic', {
      'a.py': revision('a', "'b'"),
      'b.py': revision('b', "'a'"),
      'c.py': revision('c', "'gone'"),
      'd.py': revision('d', 'None'),
    });
    expect(wrong.problems.map(({ text }) => text)).toEqual([
      'It comes after gone, which no file here is.',
      'a comes after itself: its revisions go in a circle.',
      'b comes after itself: its revisions go in a circle.',
      expect.stringContaining('2 heads: c, d'),
    ]);
  });
});

describe('Rails', () => {
  it('has a version for each file, and says which cannot be taken back', () => {
    const files = {
      '20260102000000_add_currency.rb': 'def change\nend',
      '20260101000000_make.rb': 'def up\nend',
      '20260103000000_drop.rb': 'def down\n raise ActiveRecord::IrreversibleMigration\nend',
    };
    const { migrations } = parse('rails', files, {
      tool: { ...tool, command: 'bundle exec rails', setup: '. ./env\n' },
    });
    expect(migrations.map(({ id, rollback }) => [id.slice(4, 8), rollback?.kind])).toEqual([
      ['0101', 'none'],
      ['0102', 'script'],
      ['0103', 'none'],
    ]);
    expect(migrations[1]?.script).toBe(
      'set -e\ncd /srv/app\n. ./env\nbundle exec rails db:migrate:up VERSION=20260102000000\n',
    );
    expect(stateOf('rails', files, [{ version: '20260101000000' }]).entries).toEqual({ '20260101000000': 'applied' });
  });
});

describe('Liquibase', () => {
  const files = {
    'changelog-master.xml': `<?xml version="1.0"?>
<databaseChangeLog xmlns="x">
  <!-- <include file="gone.xml"/> -->
  <include file="changes/one.sql" relativeToChangelogFile="true"/>
  <include file="db/changes/two.yaml"/>
  <changeSet id="3" author="ada"><comment>Name &amp; rank</comment>
    <addColumn tableName="t"><column name="a"/></addColumn>
  </changeSet>
  <changeSet id="4" author='bo' runOnChange="true"><sql>SELECT 1</sql><rollback/></changeSet>
</databaseChangeLog>`,
    'changes/one.sql':
      '--liquibase formatted sql\n\n--changeset ada:1\n--comment: Make it\nCREATE TABLE t ();\n--rollback DROP TABLE t;\n--changeset ada:2\nSELECT 2;\n',
    'changes/two.yaml':
      'databaseChangeLog:\n- changeSet:\n    id: 1\n    author: bo\n    changes:\n    - createTable: { tableName: u }\n',
    'other.yaml': 'services: []\n',
  };

  it('follows what its changelogs include, in their order, and knows what undoes each', () => {
    const { migrations, problems } = parse('liquibase', files);
    expect(migrations.map(({ id, line, rollback, isRepeatable }) => [id, line, rollback?.kind, isRepeatable])).toEqual([
      ['ada:1', 3, 'script', false],
      ['ada:2', 7, undefined, false],
      ['bo:1', 2, 'script', false],
      ['ada:3', 6, 'script', false],
      ['bo:4', 9, 'none', true],
    ]);
    expect(migrations.map(({ description }) => description)).toEqual(['Make it', '2', '1', 'Name & rank', '4']);
    expect(problems).toMatchObject([{ severity: 'warning', text: expect.stringContaining('REL-10') }]);
    const rows = [
      { id: '1', author: 'ada', file: 'db/changes/one.sql', type: 'EXECUTED' },
      { id: '2', author: 'ada', file: 'changes/one.sql', type: 'MARK_RAN' },
      { id: '9', author: 'eve', file: 'gone.sql', type: 'EXECUTED' },
    ];
    expect(stateOf('liquibase', files, rows).entries).toEqual({
      'ada:1': 'applied',
      'ada:2': 'applied',
      'eve:9': 'applied',
    });
  });

  it('tells an inclusion that is not here, and one that goes in a circle', () => {
    const changelog = (inside: string) => `<databaseChangeLog>${inside}</databaseChangeLog>`;
    const wrong = parse('liquibase', {
      'a.xml': changelog('<include file="b.xml"/><include file="none.xml"/>'),
      'b.xml': changelog('<include file="c.xml"/>'),
      'c.xml': changelog('<include file="b.xml"/>'),
    });
    expect(wrong.problems.map(({ text }) => text)).toEqual([
      'It includes itself.',
      'It includes none.xml, which is not here.',
    ]);
  });
});

describe('the database’s client', () => {
  it('is asked in a session that only reads, and never for a password', () => {
    expect(toQuestion({ client: 'psql', database: 'o', user: 'u', server: '/run/pg', port: 5 }, "SELECT 'x'")).toBe(
      "export PGHOST=/run/pg\nexport PGPORT=5\nexport PGDATABASE=o\nexport PGUSER=u\nPGOPTIONS='-c default_transaction_read_only=on -c statement_timeout=20000'\nexport PGOPTIONS\nexec psql -X -A -t -q -w -v ON_ERROR_STOP=1 -v VERBOSITY=sqlstate -c 'SELECT '\\''x'\\'''\n",
    );
    expect(toQuestion({ client: 'mariadb', optionFile: '/etc/o.cnf', group: '_o', database: 'o' }, 'S')).toBe(
      "exec mariadb --defaults-file=/etc/o.cnf --defaults-group-suffix=_o --batch --raw --skip-column-names o --connect-timeout=10 -e 'SET SESSION TRANSACTION READ ONLY; S'\n",
    );
    expect(toSqlScript({ client: 'sqlite3', file: '/o.db' }, 'A -- end', true)).toMatch(
      /^sqlite3 -init \/dev\/null -batch -bail \/o.db <<'(END_\w+)'\nBEGIN IMMEDIATE;\nA -- end\n;\nCOMMIT;\n\1\n$/,
    );
    expect([toEnded('A;\n-- end\n'), toEnded('-- nothing\n'), toEnded('A')]).toEqual(['A;\n-- end\n', '', 'A\n;\n']);
  });

  it('is believed where it answers rows, and told apart from a table that is not there and from a failure', () => {
    const done = { kind: 'exited', status: 0 } as const;
    const failed = { kind: 'exited', status: 1 } as const;
    const answer = (more: object) => parseAnswer({ exit: done, stdout: '', stderr: '', isCut: false, ...more }, 't');
    expect(answer({ stdout: '{"version":"1"}\n\n{"version":"2"}\n' })).toMatchObject({ value: { rows: [{}, {}] } });
    for (const stderr of [
      'ERROR:  42P01',
      "ERROR 1146 (42S02) at line 1: Table 't' doesn't exist",
      'Error: in prepare, no such table: t',
    ])
      expect(answer({ exit: failed, stderr })).toEqual({ ok: true, value: { isTableThere: false, rows: [] } });
    expect(answer({ exit: failed, stderr: 'psql: error: no route\n' })).toMatchObject({
      failure: { kind: 'question-failed', message: 'The database was not read: psql: error: no route' },
    });
    expect(answer({ stdout: 'hello\n' })).toMatchObject({ failure: { kind: 'strange-answer' } });
    expect(answer({ isCut: true })).toMatchObject({ failure: { kind: 'too-long' } });
  });
});
