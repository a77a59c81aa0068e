#!/usr/bin/env node
/** The `drydock` command: finds the Node that Drydock needs and the build, and starts the one with the other. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../out/main/cli.js', import.meta.url));
const installedNode = fileURLToPath(
  new URL(`../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url),
);

const refusal = refusalOf();
if (refusal !== undefined) {
  console.error(refusal);
  process.exitCode = 2;
} else if (isRecent()) {
  await import(new URL('../out/main/cli.js', import.meta.url).href);
} else {
  handOver();
}

function refusalOf() {
  if (!existsSync(program)) return 'Drydock has not been built yet. Run `npm ci && npm run build` in its folder first.';
  if (!isRecent() && !existsSync(installedNode)) {
    return `Drydock needs Node 24 and this is Node ${process.versions.node}. Run \`npm ci\` in its folder (without --ignore-scripts): it brings Node 24 along.`;
  }
  return undefined;
}

function isRecent() {
  return Number(process.versions.node.split('.', 1)[0]) >= 22;
}

/** Runs the same command on the installed Node, and passes signals and the exit status through. */
function handOver() {
  const child = spawn(installedNode, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Ctrl-C at a terminal reaches the child too, and a second one would end it at once; what is sent to this process alone does not.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
  }
  child.on('exit', (status, signal) => {
    process.exitCode = status ?? 128 + (signal === 'SIGINT' ? 2 : 15);
  });
}
