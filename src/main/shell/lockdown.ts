/** What no page may do, in any window of this program: leave, open windows, hold webviews, ask for devices. */
import { app, session, type WebContents, type WebPreferences } from 'electron';
import { appUrl } from './app-protocol.ts';

/** The page has nothing of Node and nothing of Electron but the preload script's one bridge. */
export function safePreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    safeDialogs: true,
  };
}

/** Before any window is opened. Whatever is created later is locked down as it is created. */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => denyLeaving(contents));
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, decide, details) =>
    decide(isPermitted(permission, details?.requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin));
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.setBluetoothPairingHandler?.((_details, decide) => decide({ confirmed: false }));
}

/** Copying text is what a permalink is for; it is written, never read. Of a mention the system tells, once the person asked for that. */
function isPermitted(permission: string, from: string | undefined): boolean {
  return (
    permission === 'clipboard-sanitized-write' || (permission === 'notifications' && from?.startsWith(appUrl) === true)
  );
}

function denyLeaving(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
