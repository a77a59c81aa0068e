/** The built-in rules, each by the requirement it comes from. */
import type { BuiltInRule } from './policy.ts';
import type { Rule } from './rule.ts';
import { areShiftsAndVenueSet, isAgreed } from './rules/agreement.ts';
import { isAnnouncedAhead } from './rules/announcement.ts';
import { isApproved } from './rules/approval.ts';
import { areCopied, areElsewhere } from './rules/backup-places.ts';
import { areBegunInTime, areComplete } from './rules/backups.ts';
import { areInputsWritten, canNoticesTell, isRecordWhole } from './rules/change-record.ts';
import { isCovered } from './rules/coverage.ts';
import { isDropOutDecided, isPostponed } from './rules/drop-outs.ts';
import { isEmergencyInOrder } from './rules/emergency.ts';
import { isLeaderNamed, isOneAtATime } from './rules/lead.ts';
import { isRehearsedAndUndoable } from './rules/rehearsal.ts';
import { areChangesTold } from './rules/schedule-news.ts';
import { isSecondPersonThere } from './rules/second-person.ts';
import { isSupportInOrder } from './rules/support.ts';
import { isWithinTime, isWorkSaid } from './rules/work.ts';

export const rules: Readonly<Record<BuiltInRule, Rule>> = {
  'POL-1': isApproved,
  'POL-2': isCovered,
  'POL-3': isAgreed,
  'POL-4': areShiftsAndVenueSet,
  'POL-5': isWorkSaid,
  'POL-6': isOneAtATime,
  'POL-7': isWithinTime,
  'POL-8': isLeaderNamed,
  'POL-9': isSupportInOrder,
  'POL-10': isAnnouncedAhead,
  'POL-11': areBegunInTime,
  'POL-12': areComplete,
  'POL-13': areElsewhere,
  'POL-14': areCopied,
  'POL-15': isDropOutDecided,
  'POL-16': isPostponed,
  'POL-17': areChangesTold,
  'POL-18': isEmergencyInOrder,
  'CHG-1': isRecordWhole,
  'CHG-2': areInputsWritten,
  'CHG-5': canNoticesTell,
  'REL-10': isRehearsedAndUndoable,
  'PREP-3': isSecondPersonThere,
};
