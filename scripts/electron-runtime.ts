/** Which Electron starts the console, or why none can. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long the place Electron comes from may take to answer at all. */
const reachMs = 5_000;
/** How long the download may take once it has begun. */
const downloadMs = 180_000;

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly uid: number | undefined;
}

/** Why no window can be opened here, whatever is installed; `undefined` where nothing speaks against it. */
export function windowRefusal({ platform, environment, uid }: Surroundings): string | undefined {
  if (platform !== 'linux') return undefined;
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) return 'there is no display here';
  // Chromium has no sandbox for root, and Drydock does not run without one.
  if (uid === 0) return 'Electron keeps its sandbox, which root cannot have';
  return undefined;
}

/** `ELECTRON_EXEC_PATH`, or the one that was downloaded before; `undefined` where there is none yet. */
export function installedElectron(folder: string, environment: Surroundings['environment']): string | undefined {
  const named = environment['ELECTRON_EXEC_PATH'];
  if (named) return named;
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(program) ? program : undefined;
}

/** Lets Electron's own installer fetch it. Gives up where its source does not answer, rather than letting anybody wait. */
export async function downloadElectron(folder: string, version: string): Promise<string | undefined> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/download/';
  const isThere = await fetch(`${mirror}v${version}/SHASUMS256.txt`, { signal: AbortSignal.timeout(reachMs) }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!isThere) return undefined;
  console.log(`Fetching Electron ${version}, once …`);
  const installer = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: downloadMs });
  await new Promise<void>((ended) => {
    installer.on('error', () => ended());
    installer.on('exit', () => ended());
  });
  return installedElectron(folder, {});
}
