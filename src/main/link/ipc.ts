/** Electron's door: frames between a window's page and the desk. The sender is checked here, for every message there is. */
import { type IpcMainEvent, ipcMain, type WebContents } from 'electron';
import type { Caller, Desk } from '../desk/desk.ts';
import { Connection } from './connection.ts';
import { isOwnFrame } from './origin.ts';

export class IpcDoor {
  readonly #desk: Desk;
  readonly #callerOf: (connection: string) => Caller;
  readonly #connections = new Map<number, Connection>();
  #opened = 0;

  constructor(desk: Desk, callerOf: (connection: string) => Caller) {
    this.#desk = desk;
    this.#callerOf = callerOf;
    ipcMain.on('frame', (event, frame: unknown) => this.#receive(event, frame));
  }

  /** Connects a window. Each page that is loaded in it is a connection of its own, so that searches of the last one end. */
  connect(contents: WebContents): void {
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#renew(contents);
    });
    contents.on('destroyed', () => this.#end(contents.id));
    this.#renew(contents);
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

  #renew(contents: WebContents): void {
    this.#end(contents.id);
    const connection = new Connection(this.#desk, this.#callerOf(`window-${++this.#opened}`), {
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
