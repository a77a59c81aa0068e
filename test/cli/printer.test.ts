/** Words on a terminal are words, whoever wrote them: failures, lines and hints. A row of the log has its own rule. */
import { afterEach, expect, test, vi } from 'vitest';
import { printEntry } from '../../src/main/cli/run/log-lines.ts';
import { createPrinter, type Printer } from '../../src/main/cli/terminal/printer.ts';

afterEach(() => vi.restoreAllMocks());

/** What is written to both streams meanwhile. */
function written(isJson: boolean, isTerminal: boolean, print: (printer: Printer) => void): string {
  let text = '';
  const take = (bytes: unknown) => {
    text += String(bytes);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(take);
  vi.spyOn(process.stderr, 'write').mockImplementation(take);
  print({ ...createPrinter(isJson), isTerminal });
  vi.restoreAllMocks();
  return text;
}

const hostile =
  '\u001b[31mred\u001b]52;c;cm0gLXJm\u0007 \u001b]8;;https://example.org\u001b\\link \u202Egnp.exe\u009b2J';
const plain = 'red link gnp.exe';

test('lines, hints and failures lose what a terminal would obey', () => {
  expect(written(false, true, (print) => print.line(hostile))).toBe(`${plain}\n`);
  expect(written(false, true, (print) => print.aside(hostile))).toBe(`${plain}\n`);
  const failure = { kind: 'unknown', message: hostile, advice: hostile };
  expect(written(false, true, (print) => print.failure(failure))).toBe(`drydock: ${plain}\n         ${plain}\n`);
  expect(written(true, true, (print) => print.failure(failure))).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test('a row of the log keeps its colours on a terminal, and nothing else', () => {
  const row = { kind: 'output', row: 0, task: 'look', attempt: 1, line: 0, stream: 'stdout', atMs: 0, text: hostile };
  const entry = { kind: 'output', row: { ...row, position: 0 } } as unknown as Parameters<typeof printEntry>[1];
  const shown = written(false, true, (print) => printEntry(print, entry));
  expect(shown).toContain('\u001b[31mred');
  expect(shown).toMatch(/red link gnp\.exe\u001b\[0m\n$/);
  expect(written(false, false, (print) => printEntry(print, entry))).toMatch(/ {2}red link gnp\.exe\n$/);
});
