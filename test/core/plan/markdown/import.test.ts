/** What becomes of a Markdown file, case by case. */
import { expect, test } from 'vitest';
import { parseRunbook } from '../../../../src/core/plan/markdown/parse-runbook.ts';
import { fileLimitBytes } from '../../../../src/core/plan/markdown/source.ts';
import { toMarkdown } from '../../../../src/core/plan/markdown/to-markdown.ts';
import { bytesOf } from '../../text/bytes.ts';

function read(markdown: string) {
  const read = parseRunbook(bytesOf(markdown), { fileName: 'folder/upgrade-db.html.md' });
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

function failureOf(bytes: Uint8Array) {
  const read = parseRunbook(bytes, { fileName: 'x.md' });
  return read.ok ? undefined : { kind: read.failure.kind, message: read.failure.message };
}

const own = (body: string) => read(`---\ndrydock: 1\n---\n\n# T\n\n${body}`);

test('a file in Drydock’s own form is read without a guess', () => {
  const { plan, warnings } = read(`---
drydock: 1
variables:
  - name: RELEASE
    prompt: Which release?
  - name: TOKEN
    secret: true
team: databases
---

# Upgrade db-1

What this is about.

## Prepare

- [ ] Tell support {owner=anna estimate=5m}
- [ ] Open the bridge

### Count the rows

Before and after must be equal.

\`\`\`sh {host=db-1 kind=check timeout=2m matches='^rows: \\d+$' safe-to-repeat}
psql -c 'select count(*) from t'
\`\`\`

## Carry out

### Migrate

\`\`\`sh {host=db-1,db-2 timeout=1h30m retries=2 on-failure=roll-back exit=0,3 lacks=ERROR confirm}
migrate up
\`\`\`

\`\`\`sh {rollback}
migrate down
\`\`\`

**Side effects:** The site is read-only.

### Let the caches fill {wait=10m}

## Verify

### Remove the old index {#drop-index}

**No rollback:** The index can be built again.

\`\`\`sh {host=db-1 mode=direct}
drop
\`\`\`
`);
  expect(warnings).toEqual([]);
  expect(plan).toMatchInlineSnapshot(`
    {
      "about": "What this is about.",
      "meta": {
        "team": "databases",
      },
      "steps": [
        {
          "estimateMs": 300000,
          "id": "tell-support",
          "kind": "manual",
          "owner": "anna",
          "phase": "prepare",
          "title": "Tell support",
        },
        {
          "id": "open-the-bridge",
          "kind": "manual",
          "phase": "prepare",
          "title": "Open the bridge",
        },
        {
          "confirmBefore": false,
          "expectation": {
            "matches": [
              "^rows: \\d+$",
            ],
          },
          "hosts": [
            "db-1",
          ],
          "id": "count-the-rows",
          "kind": "check",
          "mode": "durable",
          "onFailure": "stop",
          "phase": "prepare",
          "retries": 0,
          "safeToRepeat": true,
          "script": "psql -c 'select count(*) from t'",
          "timeoutMs": 120000,
          "title": "Count the rows",
          "what": "Before and after must be equal.",
        },
        {
          "confirmBefore": true,
          "expectation": {
            "exitStatus": [
              0,
              3,
            ],
            "lacks": [
              "ERROR",
            ],
          },
          "hosts": [
            "db-1",
            "db-2",
          ],
          "id": "migrate",
          "kind": "command",
          "mode": "durable",
          "onFailure": "roll-back",
          "phase": "carry-out",
          "retries": 2,
          "rollback": {
            "kind": "script",
            "script": "migrate down",
          },
          "safeToRepeat": false,
          "script": "migrate up",
          "sideEffects": "The site is read-only.",
          "timeoutMs": 5400000,
          "title": "Migrate",
        },
        {
          "id": "let-the-caches-fill",
          "kind": "wait",
          "phase": "carry-out",
          "title": "Let the caches fill",
          "waitMs": 600000,
        },
        {
          "confirmBefore": false,
          "hosts": [
            "db-1",
          ],
          "id": "drop-index",
          "kind": "command",
          "mode": "direct",
          "onFailure": "stop",
          "phase": "verify",
          "retries": 0,
          "rollback": {
            "kind": "none",
            "why": "The index can be built again.",
          },
          "safeToRepeat": false,
          "script": "drop",
          "title": "Remove the old index",
        },
      ],
      "title": "Upgrade db-1",
      "variables": [
        {
          "name": "RELEASE",
          "prompt": "Which release?",
          "secret": false,
        },
        {
          "name": "TOKEN",
          "secret": true,
        },
      ],
    }
  `);
});

test('a step that is to run together with the one before it does, and with none before it that is said', () => {
  const { plan, warnings } = own('## Verify\n\n### A {with-previous}\n\n### B {wait=1m with-previous}\n');
  expect(plan.steps.map(({ withPrevious }) => withPrevious)).toEqual([undefined, true]);
  expect(warnings).toEqual([
    { line: 9, text: '{with-previous} has no step before it in its phase; it is kept as text.' },
  ]);
  expect(plan.steps[0]?.what).toBe('Attributes kept from the file: {with-previous}');
});

test('what Drydock writes is pleasant to read', () => {
  const { plan } = read(`# Restart

Intro.

## Before you start

1. Tell **support**
2. Open the [bridge](https://bridge)

   Dial in early.

## Restart the service

\`\`\`bash {host=web-1 timeout=90s matches="^active \\(running\\)" rollback-plan=x}
systemctl restart web
\`\`\`

Then look at the log:

\`\`\`console
$ journalctl -u web \\
    -n 5
started
\`\`\`

## Roll back

\`\`\`sh
systemctl restart web@old
\`\`\`
`);
  expect(toMarkdown(plan)).toMatchInlineSnapshot(`
    "---
    drydock: 1
    ---

    # Restart

    Intro.

    ## Prepare

    #### Before you start

    - [ ] Tell **support**

    ### Open the bridge

    Open the [bridge](https://bridge)

    Dial in early.

    ## Carry out

    ### Restart the service

    Attributes kept from the file: {rollback-plan=x}

    \`\`\`sh {host=web-1 timeout=1m30s matches='^active \\(running\\)'}
    systemctl restart web
    \`\`\`

    ### Then look at the log

    \`\`\`text
    $ journalctl -u web \\
        -n 5
    started
    \`\`\`

    \`\`\`sh
    journalctl -u web \\
        -n 5
    \`\`\`

    ## Roll back

    ### systemctl restart web@old

    \`\`\`sh
    systemctl restart web@old
    \`\`\`
    "
  `);
});

test('every guess is a warning with its line', () => {
  const { warnings } = read(
    '# T\n\n## Post-change checks\n\n1. Look\n\n```zsh\nls {{ dir }}\n```\n\n```\nout\n```\n\n> ```sh\n> x\n> ```\n',
  );
  expect(warnings).toMatchInlineSnapshot(`
    [
      {
        "line": 3,
        "text": "“Post-change checks” was taken for the phase Verify.",
      },
      {
        "line": 5,
        "text": "A numbered item became the manual step “Look”.",
      },
      {
        "line": 7,
        "text": "The script holds a template; nothing fills it in before it runs.",
      },
      {
        "line": 7,
        "text": "A zsh block became the step “ls {{ dir }}”; sh will run it.",
      },
      {
        "line": 11,
        "text": "A block without a language stays text; name it sh to make it a command.",
      },
      {
        "line": 15,
        "text": "A shell block within a quotation stays text.",
      },
    ]
  `);
});

test('a runbook without a title is called after its file', () => {
  const { plan, warnings } = read('1. Do it\n');
  expect(plan.title).toBe('upgrade db');
  expect(warnings).toContainEqual({ line: 1, text: 'No title; the runbook is called “upgrade db” after its file.' });
});

test.each([
  ['Before the upgrade', 'prepare'],
  ['Pre-change', 'prepare'],
  ['1. Prepare', 'prepare'],
  ['Preparation', 'prepare'],
  ['Pre-flight checks', 'prepare'],
  ['Prerequisites', 'prepare'],
  ['After the upgrade', 'verify'],
  ['Post-change', 'verify'],
  ['Verification', 'verify'],
  ['Validate', 'verify'],
  ['Rollback', 'roll-back'],
  ['Roll back', 'roll-back'],
  ['Backout plan', 'roll-back'],
  ['Back out', 'roll-back'],
  ['How to revert', 'roll-back'],
  ['Undo', 'roll-back'],
  ['During', 'carry-out'],
  ['Post-mortem', 'carry-out'],
  ['Afterword', 'carry-out'],
])('steps under “%s” are of the phase %s', (heading, phase) => {
  expect(read(`## ${heading}\n\n1. Do it\n`).plan.steps[0]?.phase).toBe(phase);
});

test('a phase ends with the next heading of its level, and goes on through deeper ones', () => {
  const { plan } = read('## Verify\n\n### Pages\n\n1. a\n\n## Cleanup\n\n1. b\n');
  expect(plan.steps.map(({ title, phase }) => [title, phase])).toEqual([
    ['b', 'carry-out'],
    ['a', 'verify'],
  ]);
});

test('a block in a list item belongs to the item, without its indent', () => {
  const { plan } = read('1. Restart:\n\n   ```sh\n   if true; then\n     restart\n   fi\n   ```\n\n   Wait a bit.\n');
  expect(plan.steps).toMatchObject([
    { kind: 'command', title: 'Restart:', script: 'if true; then\n  restart\nfi', what: 'Wait a bit.' },
  ]);
});

test('a nested checklist becomes steps too', () => {
  const { plan } = read('- [ ] Outer\n  - [ ] Inner\n\n    Text.\n- [x] Done before\n');
  expect(plan.steps.map(({ kind, title, what }) => [kind, title, what])).toEqual([
    ['manual', 'Outer', undefined],
    ['manual', 'Inner', 'Text.'],
    ['manual', 'Done before', undefined],
  ]);
});

test('only what follows a prompt is run, and the transcript stays', () => {
  const { plan } = read('# T\n\n```console\n$ uname -a \\\n  | cat\nLinux\n$ id\n```\n');
  expect(plan.steps).toMatchObject([
    { script: 'uname -a \\\n  | cat\nid', what: '```text\n$ uname -a \\\n  | cat\nLinux\n$ id\n```' },
  ]);
});

test('a rollback block belongs to the step before it', () => {
  const { plan } = read('# T\n\n```sh {host=a}\nup\n```\n\n```sh {rollback}\ndown\n```\n');
  expect(plan.steps).toMatchObject([{ script: 'up', hosts: ['a'], rollback: { kind: 'script', script: 'down' } }]);
});

test('attributes that nobody understands are kept as text', () => {
  const { plan, warnings } = read('# T\n\n```sh {name=x timeout=soon host=db-1}\nup\n```\n');
  expect(plan.steps).toMatchObject([{ hosts: ['db-1'], what: 'Attributes kept from the file: {name=x timeout=soon}' }]);
  expect(warnings.map(({ line, text }) => [line, text])).toContainEqual([
    3,
    '{name=x timeout=soon} was not understood; it is kept as text.',
  ]);
});

test('text with templates, HTML and tables stays as it stands', () => {
  const text = '<%= partial "x" %>\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n<details>\n\n{{ x }}\n\n</details>';
  expect(read(`# T\n\n${text}\n`).plan.about).toBe(text);
});

test('front matter without a meaning for Drydock is kept', () => {
  const { plan } = read('---\ntitle: The title\nlast_reviewed: 2024-01-05\nparent: "/manual.html"\n---\n\nText\n');
  expect(plan).toMatchObject({ title: 'The title', meta: { last_reviewed: '2024-01-05', parent: '/manual.html' } });
});

test('comments in the front matter are kept as text', () => {
  const { plan } = read('---\ntitle: T # why\nnote: "# no comment"\nlong: |\n  # none either\n# Whole line\n---\n');
  expect(plan.about).toBe('```text\n# why\n# Whole line\n```');
  expect(plan.meta).toEqual({ note: '# no comment', long: '# none either\n' });
});

test('a rule at the very top is no front matter', () => {
  expect(read('---\n\n1. a\n2. b\n').plan.steps).toHaveLength(2);
});

test('front matter that is no YAML is kept as text', () => {
  const { plan, warnings } = read('---\ntitle: [<%= x %>\n---\n\n# T\n');
  expect(plan.about).toContain('title: [<%= x %>');
  expect(warnings[0]?.text).toMatch(/^The front matter cannot be read/);
});

test('two steps of one title get two ids', () => {
  const { plan } = own('## Prepare\n\n### Wait\n\n### Wait\n\n### Other {#wait}\n');
  expect(plan.steps.map(({ id }) => id)).toEqual(['wait-2', 'wait-3', 'wait']);
});

test('an id that is given twice is given once, with a warning', () => {
  const { plan, warnings } = own('## Prepare\n\n### A {#x}\n\n### B {#x}\n');
  expect(plan.steps.map(({ id }) => id)).toEqual(['x', 'b']);
  expect(warnings).toEqual([{ line: 11, text: 'Another step has the id “x” already; this one gets its own.' }]);
});

test('a script that was added by hand under a phase becomes a step, with a warning', () => {
  const { plan, warnings } = own('## Prepare\n\n```sh\n# Look around\nls\n```\n');
  expect(plan.steps).toMatchObject([{ kind: 'command', title: 'Look around', script: '# Look around\nls' }]);
  expect(warnings).toHaveLength(1);
});

test.each([
  [
    'a fence that never ends',
    '# T\n\ntext\n\n```sh\nls\n',
    'unclosed-fence',
    'Line 5: a fenced block begins here and never ends.',
  ],
  [
    'a fence closed by too few marks',
    '````\nx\n```\n',
    'unclosed-fence',
    'Line 1: a fenced block begins here and never ends.',
  ],
  [
    'a fence in a list that never ends',
    '1. a\n\n   ~~~\n   x\n\ntext\n',
    'unclosed-fence',
    'Line 3: a fenced block begins here and never ends.',
  ],
  ['a zero byte', 'a\nb\0c', 'not-text', 'Line 2: a zero byte; this is a binary file, not Markdown.'],
  [
    'a form that is not known yet',
    '---\ndrydock: 2\n---\n',
    'form-too-new',
    'Line 1: this runbook is of form 2; this console reads 1.',
  ],
])('%s is refused with its line', (_name, markdown, kind, message) => {
  expect(failureOf(bytesOf(markdown))).toEqual({ kind, message });
});

test('bytes that are no UTF-8 are refused with their line', () => {
  const bytes = new Uint8Array([...bytesOf('fine\nfine ä\nbad '), 0xe4, 0x0a]);
  expect(failureOf(bytes)).toEqual({ kind: 'not-text', message: 'Line 3: bytes that are no UTF-8.' });
});

test('UTF-16 is named as such', () => {
  expect(failureOf(new Uint8Array([0xff, 0xfe, 0x41, 0]))?.message).toBe('Line 1: the file is UTF-16, not UTF-8.');
});

test('a file that is too large is refused', () => {
  expect(failureOf(new Uint8Array(fileLimitBytes + 1))?.kind).toBe('file-too-large');
});

test('a file of more lines than anybody reads is refused, but a long block is not', () => {
  expect(failureOf(bytesOf('- a\n'.repeat(20_001)))?.message).toMatch(/^Line 20001: /);
  expect(read(`# T\n\n\`\`\`sh\n${'true\n'.repeat(30_000)}\`\`\`\n`).plan.steps).toHaveLength(1);
});

test('a script before the first phase becomes a step, with a warning', () => {
  const { plan, warnings } = own('```sh {host=a}\nls\n```\n');
  expect(plan.steps).toMatchObject([{ kind: 'command', phase: 'carry-out', hosts: ['a'] }]);
  expect(warnings).toEqual([{ line: 7, text: 'A script that no heading announces became the step “ls”.' }]);
});

test('a transcript that was put into our own form by hand runs its commands alone', () => {
  const { plan, warnings } = own(
    '## Prepare\n\n### Look\n\n```console\n$ uname\nLinux\n```\n\n### Exact\n\n```sh\n$ x\n```\n',
  );
  expect(plan.steps).toMatchObject([
    { title: 'Look', script: 'uname', what: '```text\n$ uname\nLinux\n```' },
    { title: 'Exact', script: '$ x' },
  ]);
  expect(warnings).toHaveLength(1);
});

test('more steps than a plan may have are refused with the line of the first too many', () => {
  expect(failureOf(bytesOf('1. x\n'.repeat(2_001)))).toEqual({
    kind: 'limit-exceeded',
    message: 'Line 2001: the file has more than 2000 steps.',
  });
});

test('quotations nested a million deep are refused', () => {
  expect(failureOf(bytesOf(`# T\n${'>'.repeat(1_000_000)} x\n`))?.message).toMatch(/^Line 2: /);
  expect(failureOf(bytesOf('- '.repeat(1_000_000)))?.kind).toBe('too-deep');
});

test('a file with Windows line ends is read like any other, and says so', () => {
  const { plan, warnings } = read('# T\r\n\r\n```sh\r\na\r\nb\r\n```\r\n');
  expect(plan.steps).toMatchObject([{ script: 'a\nb' }]);
  expect(warnings[0]).toEqual({ line: 1, text: 'Carriage returns were read as ends of lines.' });
});
