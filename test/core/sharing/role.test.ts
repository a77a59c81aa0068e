/** The roles of those who follow from elsewhere. */
import { expect, test } from 'vitest';
import { includesRole } from '../../../src/core/sharing/role.ts';

test('each role includes those before it, and none after it', () => {
  expect(includesRole('assist', 'review')).toBe(true);
  expect(includesRole('review', 'review')).toBe(true);
  expect(includesRole('follow', 'review')).toBe(false);
  expect(includesRole('review', 'assist')).toBe(false);
});
