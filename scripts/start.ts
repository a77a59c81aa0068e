/** `npm start`: builds what is not built, then opens the console in Electron, or else in the browser with one line that says so. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhereOld } from './build.ts';
import { downloadElectron, installedElectron, windowRefusal } from './electron-runtime.ts';
import { root, run } from './stage.ts';

/** An Electron that ends badly this soon never opened a window: a library is missing, or the display is not what it says. */
const stillbornMs = 5_000;
const electronFolder = join(root, 'node_modules/electron');

if (!(await buildWhereOld())) process.exit(1);

const refusal = await openInElectron();
if (refusal !== undefined) {
  console.log(`No window of its own here (${refusal}), so the console opens in the browser.`);
  process.exitCode = await run(process.execPath, ['out/main/serve.js', '--open', ...process.argv.slice(2)]);
}

/** Resolves when the console was closed again, or with the reason why Electron could not open it. */
async function openInElectron(): Promise<string | undefined> {
  const { platform, env: environment } = process;
  const refused = windowRefusal({ platform, environment, uid: process.getuid?.() });
  if (refused !== undefined) return refused;
  const { version } = JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')) as { version: string };
  const electron = installedElectron(electronFolder, environment) ?? (await downloadElectron(electronFolder, version));
  if (electron === undefined) return 'Electron could not be fetched';
  if (!existsSync(electron)) return `there is no Electron at ${electron}`;
  return untilClosed(electron);
}

function untilClosed(electron: string): Promise<string | undefined> {
  const beganAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(electron, [root, ...process.argv.slice(2)], { stdio: 'inherit' });
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (status) => {
      const isStillborn = status !== 0 && performance.now() - beganAt < stillbornMs;
      if (!isStillborn) process.exitCode = status ?? 1;
      resolve(isStillborn ? `Electron ended at once with status ${status}` : undefined);
    });
  });
}
