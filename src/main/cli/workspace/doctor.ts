/** `drydock doctor`: says what works here and what does not, each with what to do about it. */
import type { Command } from 'commander';
import type { Perform } from '../command-context.ts';
import { exitStatus } from '../exit-status.ts';
import { examine } from './doctor-checks.ts';

const words = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' } as const;

export function addDoctor(program: Command, perform: Perform): void {
  program
    .command('doctor')
    .description('say what works here and what does not, and what to do about it')
    .action((_options: unknown, command: Command) =>
      perform(command, async (context) => {
        let isFailing = false;
        for await (const finding of examine(context)) {
          const { check, state, message, advice } = finding;
          context.print.record(finding);
          context.print.line(`${words[state]}  ${check.padEnd(10)}  ${message}`);
          if (advice !== undefined) context.print.line(`${' '.repeat(18)}${advice}`);
          isFailing ||= state === 'fail';
        }
        return isFailing ? exitStatus.failed : exitStatus.done;
      }),
    );
}
