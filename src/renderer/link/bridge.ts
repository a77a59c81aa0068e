/** Electron's door: the preload bridge. It stands as long as the window does. */
import type { Bridge } from '../../contract/bridge.ts';
import { Conversation } from './conversation.ts';
import type { Link } from './link.ts';

export function openBridgeLink(bridge: Bridge): Link {
  const conversation = new Conversation();
  const end = bridge.onFrame((frame) => conversation.heard(frame));
  conversation.opened({ send: (frame) => bridge.post(frame) });
  return conversation.link(() => {
    end();
    conversation.lost();
  });
}
