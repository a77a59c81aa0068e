/** Chooses the door: the preload bridge where there is one (Electron), else a WebSocket to whoever served the page. */
import { type Bridge, bridgeName } from '../../contract/bridge.ts';
import { openBridgeLink } from './bridge.ts';
import type { Link } from './link.ts';
import { openWebSocketLink } from './websocket.ts';

export function openLink(page: { readonly location: Location; readonly [bridgeName]?: Bridge } = window): Link {
  const bridge = page[bridgeName];
  if (bridge !== undefined) return openBridgeLink(bridge);
  const { protocol, host } = page.location;
  return openWebSocketLink(`${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/link`);
}
