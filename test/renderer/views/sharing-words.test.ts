/** What the panel says of an invite whose link was opened by somebody without a name yet. */
import { expect, it } from 'vitest';
import { toOpenedText } from '../../../src/renderer/views/sharing/sharing-words.ts';

it.each([
  [0, 0, ''],
  [2, 2, ''],
  [1, 0, ', opened, and nobody has said who they are yet'],
  [3, 0, ', opened by 3 who have not said who they are yet'],
  [3, 2, ', opened by 1 more who has not said who they are yet'],
  [4, 2, ', opened by 2 more who have not said who they are yet'],
])('opened %i times, of whom %i came: “%s”', (opened, came, text) => {
  expect(toOpenedText(opened, came)).toBe(text);
});
