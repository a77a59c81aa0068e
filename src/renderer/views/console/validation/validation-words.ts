/** How a validation's result is told, and how a line of the log is named as its evidence. */
import { Circle, CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import type { ItemResult } from '../../../../core/change/checklist.ts';
import type { Look } from '../../../theme/tones.ts';

export const openLook: Look = { word: 'Open', icon: Circle, tone: 'neutral' };

export const resultLooks: Readonly<Record<ItemResult, Look>> = {
  passed: { word: 'Passed', icon: CircleCheck, tone: 'good' },
  failed: { word: 'Failed', icon: CircleX, tone: 'bad' },
  'not-applicable': { word: 'Not applicable', icon: CircleMinus, tone: 'neutral' },
};

/** The permanent number of a row: typed as it is, or in a permalink that was copied from the log. */
export function parseRow(text: string): number | undefined {
  const digits = /^(\d{1,15})$/.exec(text.trim().replace(/[,\s]/g, '')) ?? /[?&]row=(\d{1,15})$/.exec(text.trim());
  return digits?.[1] === undefined ? undefined : Number(digits[1]);
}
