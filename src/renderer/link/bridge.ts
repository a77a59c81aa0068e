/** Electron's door: the preload bridge. It stands as long as the window does; the desk behind it may be in another console. */
import type { Bridge } from '../../contract/bridge.ts';
import { Conversation } from './conversation.ts';
import type { Link } from './link.ts';

export function openBridgeLink(bridge: Bridge): Link {
  const conversation = new Conversation();
  const endFrames = bridge.onFrame((frame) => conversation.heard(frame));
  const endContact = bridge.onContact((contact) => {
    if (contact.state === 'ended') conversation.ended(contact.why);
    else if (contact.state === 'lost') conversation.lost();
    else conversation.opened({ send: (frame) => bridge.post(frame) });
  });
  const link = conversation.link(() => {
    endFrames();
    endContact();
    conversation.lost();
  });
  return { ...link, pathOf: (file) => bridge.pathOf(file) };
}
