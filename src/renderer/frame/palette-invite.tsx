/** An invite pasted into the palette: it is followed in a window of its own, or in the browser. */

import { notifications } from '@mantine/notifications';
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { Radio } from 'lucide-react';
import { parseInviteLink } from '../../core/sharing/invite-link.ts';
import { attempt } from '../model/asking.ts';
import { useModels } from '../model/react.tsx';
import { icon } from './palette-action.tsx';

/** Nothing where what was typed is no invite. */
export function useInviteGroup(query: string): readonly SpotlightActionGroupData[] {
  const { link } = useModels();
  const invite = query.trim();
  if (parseInviteLink(invite) === undefined) return [];
  async function follow() {
    const answer = await attempt(link, 'invite.follow', { invite });
    const where = answer.ok && answer.value.url === undefined ? 'a window of its own' : 'your browser';
    const said = answer.ok ? `The shared maintenance opens in ${where}.` : answer.failure.message;
    notifications.show({ message: said, ...(answer.ok ? {} : { color: 'red', autoClose: false }) });
  }
  const action = {
    id: 'follow-invite',
    label: 'Follow this invite',
    description: 'Opens somebody else’s maintenance beside this console',
    // The palette looks for what was typed, which is the invite.
    keywords: [invite],
    leftSection: icon(Radio),
    onClick: () => void follow(),
  };
  return [{ group: 'Invite', actions: [action] }];
}
