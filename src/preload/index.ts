/** The bridge: the one thing the page gets of Electron. Frames out, frames in; what they mean is decided behind it. */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { type Bridge, bridgeName, type Contact } from '../contract/bridge.ts';

/** What was told last: it may be told before the page listens. */
let contact: Contact = { state: 'open' };
const contactCalls = new Set<(contact: Contact) => void>();
ipcRenderer.on('contact', (_event: IpcRendererEvent, told: Contact) => {
  contact = told;
  for (const call of contactCalls) call(told);
});

const bridge: Bridge = {
  post: (frame) => ipcRenderer.send('frame', frame),
  onFrame(call) {
    // The event is Electron's own and stays on this side.
    const listener = (_event: IpcRendererEvent, frame: string) => call(frame);
    ipcRenderer.on('frame', listener);
    return () => void ipcRenderer.off('frame', listener);
  },
  onContact(call) {
    contactCalls.add(call);
    call(contact);
    return () => void contactCalls.delete(call);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld(bridgeName, bridge);
