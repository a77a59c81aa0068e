/** Electron's door: frames between a window's page and the desk it shows. The sender is checked here, for every message there is. */
import { type IpcMainEvent, ipcMain, type WebContents } from 'electron';
import type { Contact } from '../../contract/bridge.ts';
import { Connection } from './connection.ts';
import { isOwnFrame } from './origin.ts';
import type { DeskReach, ShownDesk } from './shown-desk.ts';

export class IpcDoor {
  readonly #connections = new Map<number, Connection>();
  #opened = 0;

  constructor() {
    ipcMain.on('frame', (event, frame: unknown) => this.#receive(event, frame));
  }

  /** Connects a window. Each page that is loaded in it is a connection of its own, so that searches of the last one end. */
  connect(contents: WebContents, shown: Omit<ShownDesk, 'title'>): void {
    const { reach } = shown;
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#renew(contents, shown);
    });
    const { id } = contents;
    contents.on('destroyed', () => this.#end(id));
    this.#renew(contents, shown);
    if (reach === undefined) return;
    const tell = () => {
      if (!contents.isDestroyed()) contents.send('contact', toContact(reach));
    };
    // Whatever was told before there is a page is told to nobody.
    contents.on('dom-ready', tell);
    contents.on('destroyed', reach.onState(tell));
  }

  close(): void {
    ipcMain.removeAllListeners('frame');
    for (const id of [...this.#connections.keys()]) this.#end(id);
  }

  #receive(event: IpcMainEvent, frame: unknown): void {
    const { senderFrame, sender } = event;
    const isOwn = isOwnFrame(
      senderFrame === null ? undefined : { origin: senderFrame.origin, isMain: senderFrame === sender.mainFrame },
    );
    if (!isOwn || typeof frame !== 'string') {
      console.error(`A message was refused: it came from ${senderFrame?.origin ?? 'a frame that is gone'}.`);
      return;
    }
    void this.#connections.get(sender.id)?.receive(frame);
  }

  #renew(contents: WebContents, { desk, callerOf }: Omit<ShownDesk, 'title'>): void {
    this.#end(contents.id);
    const connection = new Connection(desk, callerOf(`window-${++this.#opened}`), {
      send: (text) => {
        if (!contents.isDestroyed()) contents.send('frame', text.toString());
      },
      // Electron does not say what is on its way; heads are put together and windows are pulled, which bounds it.
      waitingBytes: () => 0,
      drop: (reason) => {
        console.error(`A window was let go: ${reason}.`);
        this.#end(contents.id);
      },
    });
    this.#connections.set(contents.id, connection);
  }

  #end(id: number): void {
    this.#connections.get(id)?.close();
    this.#connections.delete(id);
  }
}

function toContact({ state, whyEnded }: DeskReach): Contact {
  if (state === 'ended') return { state, why: whyEnded ?? 'not-let-in' };
  return { state: state === 'open' ? 'open' : 'lost' };
}
