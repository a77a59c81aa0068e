/** How far a backup is proven, told by word, icon and tone; and what each check is called. */
import { CircleCheck, CircleDashed, CircleX, FileCheck, FileSearch, PackageCheck } from 'lucide-react';
import type { Level } from '../../../core/backup/level.ts';
import type { Action } from '../../../core/backup/tools/tool.ts';
import type { Look } from '../../theme/tones.ts';

export const levelLooks: Readonly<Record<Level, Look>> = {
  none: { word: 'Not proven', icon: CircleDashed, tone: 'warn' },
  present: { word: 'Present', icon: FileSearch, tone: 'warn' },
  complete: { word: 'Complete', icon: FileCheck, tone: 'good' },
  readable: { word: 'Readable', icon: CircleCheck, tone: 'good' },
  restored: { word: 'Restored', icon: PackageCheck, tone: 'good' },
};

export const brokenLook: Look = { word: 'Not sound', icon: CircleX, tone: 'bad' };

export const actionWords: Readonly<Record<Action, { readonly name: string; readonly does: string }>> = {
  look: { name: 'Look', does: 'Is it there, and how far is it' },
  checksum: { name: 'Checksum', does: 'Its SHA-256, so that a change shows later' },
  verify: { name: 'Read through', does: 'The tool’s own check, reading all of it' },
  restore: { name: 'Restore test', does: 'Into a scratch place on the host, and counted' },
};
