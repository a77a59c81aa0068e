/** The bridge: the one thing the page gets of Electron. Frames out, frames in; what they mean is decided behind it. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { type Bridge, bridgeName } from '../contract/bridge.ts';

const bridge: Bridge = {
  post: (frame) => ipcRenderer.send('frame', frame),
  onFrame(call) {
    // The event is Electron's own and stays on this side.
    const listener = (_event: IpcRendererEvent, frame: string) => call(frame);
    ipcRenderer.on('frame', listener);
    return () => void ipcRenderer.off('frame', listener);
  },
};

contextBridge.exposeInMainWorld(bridgeName, bridge);
