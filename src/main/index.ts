/** The Electron entry: one instance, a host, a window. What they do stands in `host.ts`, `link` and `shell`. */
import { homedir, userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import { app, dialog } from 'electron';
import { succeed } from '../core/result.ts';
import { builtPages } from './built-pages.ts';
import type { Caller } from './desk/desk.ts';
import { openHost } from './host.ts';
import { IpcDoor } from './link/ipc.ts';
import { pagesOf } from './link/pages.ts';
import { registerAppScheme } from './shell/app-protocol.ts';
import { openDeskWindow } from './shell/desk-window.ts';
import { openDesktop } from './shell/desktop.ts';
import { findKeychain } from './shell/keychain.ts';
import { printPage } from './shell/page-printing.ts';
import { shipped } from './shipped.ts';
import { workspaceFolder } from './workspace-folder.ts';

app.enableSandbox();
registerAppScheme();

if (app.requestSingleInstanceLock()) {
  // Not awaited here: Electron becomes ready only once this module has been read to its end.
  app.whenReady().then(open).catch(giveUp);
} else {
  // The instance that holds the lock hears of this start and shows its window.
  app.quit();
}

async function open(): Promise<void> {
  const workspace = workspaceFolder({ platform: process.platform, home: homedir(), environment: process.env });
  const user = userInfo().username;
  const keychain = findKeychain(process.platform);
  const preload = fileURLToPath(shipped('out/preload/index.cjs'));
  const door = new IpcDoor();
  const opened = await openHost({
    workspace,
    user,
    as: 'console',
    program: 'Drydock',
    printer: { print: printPage },
    showDesk: async ({ title, ...shown }) =>
      succeed(openDeskWindow({ preload, connect: (contents) => door.connect(contents, shown) }, title)),
    ...(keychain === undefined ? {} : { keychain }),
  });
  if (!opened.ok) {
    dialog.showErrorBox(opened.failure.message, opened.failure.advice ?? '');
    app.exit(1);
    return;
  }
  const host = opened.value;
  const callerOf = (connection: string): Caller => ({
    id: connection,
    actor: { kind: 'person', name: user },
    rights: new Set(['read', 'draft', 'lead']),
  });
  openDesktop({
    preload,
    pages: pagesOf(builtPages()),
    connect: (contents) => door.connect(contents, { desk: host.desk, callerOf }),
    running: () => host.running(),
    hurry: () => host.hurry(),
    close: async () => {
      door.close();
      await host.close();
    },
  });
}

/** Something is broken that nobody expected: the console does not half open. Steps on hosts are not touched by it. */
function giveUp(error: unknown): void {
  console.error(error);
  dialog.showErrorBox('Drydock could not open.', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
