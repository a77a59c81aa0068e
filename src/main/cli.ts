/** The `drydock` command, as `bin/drydock.js` and `node src/main/cli.ts` start it. Each subcommand is a file in `cli/`. */
import { readFileSync } from 'node:fs';
import type { OpenHost } from './cli/desk-session.ts';
import { runProgram } from './cli/program.ts';
import { shipped } from './shipped.ts';

// `drydock log … | head` closes the pipe: that is an end, not an error. A command that has an answer by then ends with it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? 0);
});

const { version } = JSON.parse(readFileSync(shipped('package.json'), 'utf8')) as {
  readonly version: string;
};
/** Most of the program is the host, and a word of help or of refusal does without it. */
const openHost: OpenHost = async (options) => (await import('./host.ts')).openHost(options);
process.exitCode = await runProgram(process.argv.slice(2), { openHost, version });
