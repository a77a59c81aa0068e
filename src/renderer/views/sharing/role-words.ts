/** What each role of a follower is called, and what it lets somebody do, as leader and follower both read it. */
import type { ShareRole } from '../../../core/sharing/role.ts';

export const roleNames: Readonly<Record<ShareRole, string>> = {
  follow: 'Follow',
  review: 'Review',
  assist: 'Assist',
};

/** In one line, for whoever chooses. */
export const roleLines: Readonly<Record<ShareRole, string>> = {
  follow: 'Reads everything of this maintenance, live. Changes nothing.',
  review:
    'Also writes into the log, comments, confirms steps as the second person, settles their own validations, and gives their word: approvals, notices, outside help, the report.',
  assist: 'Also says of steps by hand that the plan gives to them that they are done, and writes the report.',
};

const follow = ['Read everything of this maintenance as it happens: plan, log, roster, notices.'];
const review = [
  ...follow,
  'Write notes, actions and comments into the log, and say what you work on.',
  'Confirm a step as the second person, before the leader goes on with it.',
  'Settle the validations that are yours, and give your word where you are asked for it.',
  'See to the notices, where they are yours.',
];
const assist = [...review, 'Say that a step by hand is done, where the plan gives it to you, and write the report.'];

export const roleMeanings: Readonly<Record<ShareRole, readonly string[]>> = { follow, review, assist };
