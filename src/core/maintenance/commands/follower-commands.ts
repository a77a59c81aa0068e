/** What the door for followers reports of them; never offered to a screen. */
import { sharingEventSchemas } from '../events/sharing-events.ts';

export const followerCommandSchemas = {
  'report-joined': sharingEventSchemas['follower-joined'].omit({ isBack: true }),
  'report-left': sharingEventSchemas['follower-left'],
} as const;
