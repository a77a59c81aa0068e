/** The policy as a file: the one that is shipped, what is wrong by its line, and comments that stay. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { parsePolicyYaml, toPolicyYaml } from '../../../src/core/policy/policy-yaml.ts';

const shipped = readFileSync(new URL('../../../resources/policy/default.yaml', import.meta.url), 'utf8');

it('POL-19: the file that is shipped is the default policy', () => {
  expect(parsePolicyYaml(shipped)).toEqual({ policy: defaultPolicy, problems: [] });
  expect(toPolicyYaml(defaultPolicy, shipped)).toBe(shipped);
});

it('POL-19: numbers, roles, severities, waivers and own rules are the team’s; what is left out is the default', () => {
  const text = [
    'name: Ours',
    'numbers: { announcedDaysAhead: 14 }',
    'backupProof: restored',
    'rules:',
    '  POL-13: { severity: must }',
    '  POL-6: { waivedBy: [] }',
    'own:',
    '  - { id: OWN-1, text: The freezer is fed, owner: SRE, severity: must, waivedBy: [EM] }',
  ].join('\n');
  const parsed = parsePolicyYaml(text);
  if (!('policy' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.policy).toMatchObject({
    name: 'Ours',
    numbers: { announcedDaysAhead: 14, backupsDaysAhead: 3 },
    backupProof: 'restored',
    rules: { 'POL-13': { severity: 'must', waivedBy: ['EM'] }, 'POL-6': { severity: 'must', waivedBy: [] } },
    own: [{ id: 'OWN-1' }],
  });
});

it.each([
  ['name: Ours\nnumber:\n  announcedDaysAhead: 7\n', 2, 'number: there is no such key here.'],
  ['numbers:\n  announcedDaysAhead: soon\n', 2, 'numbers.announcedDaysAhead: '],
  ['rules:\n  POL-1: { severity: must }\n  POL-99: { severity: must, waivedBy: [] }\n', 3, 'POL-99'],
  ['rules:\n  POL-1:\n    severity: perhaps\n', 3, 'rules.POL-1.severity: '],
  [
    'own:\n  - id: OWN-1\n    text: x\n    owner: SRE\n    severity: must\n    waivedBy: []\n  - id: MINE\n    text: x\n    owner: SRE\n    severity: must\n    waivedBy: []\n',
    7,
    'own.1.id: ',
  ],
  ['name: Ours\nbackupProof: perhaps\n', 2, 'backupProof: '],
  ['name: [\n', 2, ''],
  ['name: one\nname: two\n', 2, ''],
  ['just words\n', 1, ''],
])('names the line of what is wrong in %j', (text, line, words) => {
  const parsed = parsePolicyYaml(text);
  expect('policy' in parsed).toBe(false);
  expect(parsed.problems[0]?.line).toBe(line);
  expect(parsed.problems.map((problem) => problem.text).join('\n')).toContain(words);
});

it('keeps the comments of the file it was read from when a value changes', () => {
  const changed = { ...defaultPolicy, numbers: { ...defaultPolicy.numbers, announcedDaysAhead: 10 } };
  const text = toPolicyYaml(changed, shipped);
  expect(text).toContain('announcedDaysAhead: 10');
  expect(text.split('\n').filter((line) => line.trim().startsWith('#'))).toEqual(
    shipped.split('\n').filter((line) => line.trim().startsWith('#')),
  );
  expect(parsePolicyYaml(text)).toMatchObject({ policy: changed });
});
