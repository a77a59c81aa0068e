/** How a line of the log is named as evidence. */
import { expect, it } from 'vitest';
import { parseRow } from '../../../src/renderer/views/console/validation/validation-words.ts';

it('CHG-4: a line is named by its number or by the link copied from it, and by nothing else', () => {
  expect(parseRow('48211')).toBe(48_211);
  expect(parseRow(' 48,211 ')).toBe(48_211);
  expect(parseRow('http://127.0.0.1:4040/#/m/m-abcd/console?row=48211')).toBe(48_211);
  for (const text of ['', 'line 7', '-3', 'http://127.0.0.1/#/m/m-abcd/console?event=7'])
    expect(parseRow(text), text).toBeUndefined();
});
