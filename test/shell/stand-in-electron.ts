/**
 * Stands in for the electron module, which no machine of ours can run: the events, their order and their `preventDefault`
 * as Electron documents them, and nothing more than Drydock uses.
 */
import { EventEmitter } from 'node:events';

export class Cancellable {
  isPrevented = false;
  preventDefault(): void {
    this.isPrevented = true;
  }
}

export class WebContents extends EventEmitter {
  static created = 0;
  /** What printing does, in each test. */
  static printing: (options: object, contents: WebContents) => Promise<Buffer> = async () => Buffer.from('%PDF-');
  readonly id = ++WebContents.created;
  readonly mainFrame = { origin: 'app://drydock', parent: null };
  readonly sent: { readonly channel: string; readonly text: unknown }[] = [];
  windowOpenHandler: (() => { action: string }) | undefined;
  reloads = 0;
  #isDestroyed = false;

  setWindowOpenHandler(handler: () => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  send(channel: string, text: unknown): void {
    if (this.#isDestroyed) throw new Error('Object has been destroyed');
    this.sent.push({ channel, text });
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  printToPDF(options: object): Promise<Buffer> {
    return WebContents.printing(options, this);
  }
  reload(): void {
    this.reloads += 1;
    this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
  }
  destroy(): void {
    this.#isDestroyed = true;
    this.emit('destroyed');
  }
}

class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all;
  }
  readonly webContents = new WebContents();
  readonly options: Readonly<Record<string, unknown>>;
  url = '';
  isShown = false;
  isFocused = false;
  isPageUnsaved = false;

  constructor(options: Readonly<Record<string, unknown>>) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    this.url = url;
    this.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    this.webContents.emit('dom-ready');
    this.emit('ready-to-show');
  }
  show(): void {
    this.isShown = true;
  }
  focus(): void {
    this.isFocused = true;
  }
  restore(): void {}
  maximize(): void {}
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  getNormalBounds() {
    return { x: 10, y: 20, width: 1000, height: 700 };
  }
  /** `close` first, then the page’s own `beforeunload`, which only `will-prevent-unload` can overrule. */
  close(): void {
    const event = new Cancellable();
    this.emit('close', event);
    if (event.isPrevented) return;
    if (this.isPageUnsaved) {
      const overruling = new Cancellable();
      this.webContents.emit('will-prevent-unload', overruling);
      if (!overruling.isPrevented) return;
    }
    this.destroy();
  }
  isDestroyed(): boolean {
    return this.webContents.isDestroyed();
  }
  /** As Electron: nobody is asked, and `closed` is still told. */
  destroy(): void {
    this.webContents.destroy();
    BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1);
    this.emit('closed');
    if (BrowserWindow.all.length === 0) app.emit('window-all-closed');
  }
}

class App extends EventEmitter {
  readonly isPackaged = true;
  readonly calls: string[] = [];
  hasLock = true;
  userData = '';
  hasQuit = false;
  exitStatus: number | undefined;
  becomeReady: () => void = () => {};
  readonly #ready = new Promise<void>((resolve) => {
    this.becomeReady = resolve;
  });

  enableSandbox(): void {
    this.calls.push('enableSandbox');
  }
  requestSingleInstanceLock(): boolean {
    return this.hasLock;
  }
  whenReady(): Promise<void> {
    return this.#ready;
  }
  getPath(): string {
    return this.userData;
  }
  /** As Electron: `before-quit` may prevent it, then every window may, and only then it quits. */
  quit(): void {
    const event = new Cancellable();
    this.emit('before-quit', event);
    if (event.isPrevented) return;
    for (const window of [...BrowserWindow.all]) window.close();
    if (BrowserWindow.all.length === 0) this.hasQuit = true;
  }
  exit(status: number): void {
    this.exitStatus = status;
  }
}

export const app = new App();
export const ipcMain = new EventEmitter();
export const powerMonitor = new EventEmitter();
export const powerSaveBlocker = {
  running: new Set<number>(),
  start(): number {
    this.running.add(1);
    return 1;
  },
  stop(id: number): void {
    this.running.delete(id);
  },
};
export const protocol = {
  schemes: [] as { readonly scheme: string; readonly privileges: object }[],
  handlers: new Map<string, (request: Request) => Promise<Response>>(),
  registerSchemesAsPrivileged(schemes: { readonly scheme: string; readonly privileges: object }[]): void {
    this.schemes.push(...schemes);
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    this.handlers.set(scheme, handler);
  },
};
type Handler = (...details: never[]) => unknown;
type OnRequest = (details: { readonly url: string }, decide: (answer: { readonly cancel: boolean }) => void) => void;

/** A session in memory, of one window. */
class Partition {
  onRequest: OnRequest | undefined;
  readonly name: string;
  readonly options: object;
  readonly webRequest = {
    onBeforeRequest: (listener: OnRequest) => {
      this.onRequest = listener;
    },
  };
  constructor(name: string, options: object) {
    this.name = name;
    this.options = options;
  }
}
export const session = {
  partitions: [] as Partition[],
  fromPartition(name: string, options: object): Partition {
    const made = new Partition(name, options);
    this.partitions.push(made);
    return made;
  },
  defaultSession: {
    handlers: {} as Record<string, Handler>,
    setPermissionRequestHandler(handler: Handler): void {
      this.handlers['request'] = handler;
    },
    setPermissionCheckHandler(handler: Handler): void {
      this.handlers['check'] = handler;
    },
    setDevicePermissionHandler(handler: Handler): void {
      this.handlers['device'] = handler;
    },
    setBluetoothPairingHandler(handler: Handler): void {
      this.handlers['bluetooth'] = handler;
    },
  },
};
export const dialog = {
  errors: [] as string[],
  asked: [] as { readonly message: string; readonly buttons: readonly string[] }[],
  answer: 2,
  async showMessageBox(question: { readonly message: string; readonly buttons: readonly string[] }) {
    this.asked.push(question);
    return { response: this.answer };
  },
  showMessageBoxSync(
    _window: BrowserWindow,
    question: { readonly message: string; readonly buttons: readonly string[] },
  ) {
    this.asked.push(question);
    return this.answer;
  },
  showErrorBox(title: string, content: string): void {
    this.errors.push(`${title} ${content}`);
  },
};
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };
export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu(): void {} };
export { BrowserWindow };

/** Seals by turning the text round: enough to see what was sealed and what was not. */
export const safeStorage = {
  isAvailable: false,
  backend: 'gnome_libsecret',
  isEncryptionAvailable(): boolean {
    return safeStorage.isAvailable;
  },
  getSelectedStorageBackend(): string {
    return safeStorage.backend;
  },
  encryptString: (text: string): Buffer => Buffer.from([...text].reverse().join('')),
  decryptString: (sealed: Buffer): string => [...sealed.toString()].reverse().join(''),
};
