/** The checks of `drydock doctor`: Node, the store, SSH, and what can show a screen. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { shipped } from '../../shipped.ts';
import type { CommandContext } from '../command-context.ts';
import { openDesk } from '../desk-session.ts';

export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly message: string;
  /** What to do about it. */
  readonly advice?: string;
}

const answerWithinMs = 5_000;

/** Each finding as soon as it is known. Changes nothing, and makes no workspace where there is none. */
export async function* examine(context: CommandContext): AsyncGenerator<Finding> {
  yield examineNode();
  yield await examineWorkspace(context);
  yield await examineSsh();
  yield await examineAgent();
  yield await examineKnownHosts();
  yield await examineShell();
  yield await examineElectron();
  yield await examineBrowser();
}

function examineNode(): Finding {
  const { node, modules } = process.versions;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const check = 'node';
  if (major > 22 || (major === 22 && minor >= 18))
    return { check, state: 'ok', message: `Node ${node} (ABI ${modules})` };
  const advice = 'Run `npm ci` in Drydock’s folder without --ignore-scripts: it brings Node 24 along.';
  return { check, state: 'fail', message: `Node ${node} is older than 22.18`, advice };
}

/** Opened to read: that proves SQLite's version, the file's and its health, and disturbs no console that writes. */
async function examineWorkspace({ openHost, workspace }: CommandContext): Promise<Finding> {
  const check = 'workspace';
  const desk = await openDesk(openHost, workspace, 'reader');
  if (!desk.ok) {
    const { kind, message, advice } = desk.failure;
    if (kind === 'workspace-missing') {
      return { check, state: 'ok', message: `none at ${workspace} yet; it is made when it is first needed` };
    }
    return { check, state: 'fail', message, ...(advice === undefined ? {} : { advice }) };
  }
  try {
    const shown = await desk.value.ask('workspace.show', {});
    if (!shown.ok) return { check, state: 'fail', message: shown.failure.message };
    const { path, sizeBytes, holder } = shown.value;
    const found = await desk.value.ask('workspace.check', {});
    if (!found.ok) return { check, state: 'fail', message: found.failure.message };
    if (!found.value.isSound) {
      const { message, advice } = found.value;
      return { check, state: 'fail', message: `${path} is damaged. ${message}`, advice };
    }
    const size = `${path}, ${Math.ceil(sizeBytes / 1_024).toLocaleString('en')} KiB`;
    if (holder === undefined) return { check, state: 'ok', message: `${size}, held by nobody` };
    const since = new Date(holder.sinceMs).toISOString();
    return { check, state: 'ok', message: `${size}, held by ${holder.name} (process ${holder.pid}) since ${since}` };
  } finally {
    await desk.value.close();
  }
}

async function examineSsh(): Promise<Finding> {
  const check = 'ssh';
  try {
    const { stderr } = await promisify(execFile)('ssh', ['-V'], { timeout: answerWithinMs });
    return { check, state: 'ok', message: stderr.trim() };
  } catch (error) {
    const advice = 'Drydock speaks SSH itself; install OpenSSH for ssh-keygen, and for keys that need it.';
    return {
      check,
      state: 'warn',
      message: `no ssh command here (${(error as Error).message.split('\n')[0]})`,
      advice,
    };
  }
}

async function examineAgent(): Promise<Finding> {
  const check = 'ssh agent';
  const path = process.env['SSH_AUTH_SOCK'];
  if (!path) {
    const advice = 'Start one (`eval $(ssh-agent)`; `ssh-add`), or give each host its --identity.';
    return { check, state: 'warn', message: 'SSH_AUTH_SOCK is not set', advice };
  }
  const socket = connect(path);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(answerWithinMs) });
    return { check, state: 'ok', message: `answers at ${path}` };
  } catch (error) {
    const advice = 'Start the agent again, or unset SSH_AUTH_SOCK.';
    return { check, state: 'warn', message: `${path} does not answer: ${(error as Error).message}`, advice };
  } finally {
    socket.destroy();
  }
}

async function examineKnownHosts(): Promise<Finding> {
  const check = 'known_hosts';
  const file = join(homedir(), '.ssh', 'known_hosts');
  try {
    const text = await readFile(file, 'utf8');
    const count = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).length;
    return { check, state: 'ok', message: `${count} keys in ${file}` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { check, state: 'ok', message: `no ${file}: every host is met for the first time, and asked about` };
    }
    const advice = 'Make it readable: without it a changed host key is not noticed.';
    return { check, state: 'fail', message: `${file} cannot be read: ${(error as Error).message}`, advice };
  }
}

async function examineShell(): Promise<Finding> {
  const check = 'shell';
  if (await isThere('/bin/sh', constants.X_OK))
    return { check, state: 'ok', message: '/bin/sh, for the practice host' };
  return {
    check,
    state: 'warn',
    message: 'no /bin/sh: the practice host cannot run here',
    advice: 'Use WSL to rehearse.',
  };
}

async function examineElectron(): Promise<Finding> {
  const check = 'electron';
  const named = process.env['ELECTRON_EXEC_PATH'];
  const folder = fileURLToPath(shipped('node_modules/electron/'));
  const program =
    named ??
    (await readFile(join(folder, 'path.txt'), 'utf8').then(
      (path) => join(folder, 'dist', path),
      () => '',
    ));
  if (program !== '' && (await isThere(program, constants.X_OK))) return { check, state: 'ok', message: program };
  const advice = '`npm start` fetches it where it can, and else opens the console in the browser.';
  if (named !== undefined) return { check, state: 'fail', message: `ELECTRON_EXEC_PATH: there is no ${named}`, advice };
  return { check, state: 'warn', message: 'its runtime is not here', advice };
}

const browsers = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'firefox'];

async function examineBrowser(): Promise<Finding> {
  const check = 'browser';
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    ...(process.env['CHROMIUM_PATH'] ? [process.env['CHROMIUM_PATH']] : []),
    ...browsers.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  for (const candidate of candidates) {
    if (await isThere(candidate, constants.X_OK)) return { check, state: 'ok', message: candidate };
  }
  const advice = 'Any browser on this machine can open the address that `drydock serve` prints.';
  return { check, state: 'warn', message: 'no Chromium, Chrome or Firefox on the PATH', advice };
}

function isThere(file: string, mode: number): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  );
}
