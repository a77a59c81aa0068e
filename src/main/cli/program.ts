/** The `drydock` command: its options, its subcommands, and how one ends. A subcommand is a file of its own, in the folder of what it is about. */

import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { toShellWord } from '../../core/text/shell-word.ts';
import { workspaceFolder } from '../workspace-folder.ts';
import type { Perform } from './command-context.ts';
import type { OpenHost } from './desk-session.ts';
import { addEnvironment } from './environment/environment.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { addGate } from './gate/gate.ts';
import { addBackups } from './maintenance/backups.ts';
import { addExport } from './maintenance/export.ts';
import { addImport } from './maintenance/import.ts';
import { addMaintenance } from './maintenance/maintenance.ts';
import { addReadiness } from './maintenance/readiness.ts';
import { addSchedule } from './maintenance/schedule.ts';
import { addSupport } from './maintenance/support.ts';
import { addChannel } from './notice/channel.ts';
import { addNotice } from './notice/notice.ts';
import { addTemplate } from './notice/template.ts';
import { addApproval } from './people/approval.ts';
import { addComment } from './people/comment.ts';
import { addPerson } from './people/person.ts';
import { addPersonKeys } from './people/person-key.ts';
import { addRoster } from './people/roster.ts';
import { addReport } from './report/report.ts';
import { addConfirm } from './run/confirm.ts';
import { addFollow } from './run/follow.ts';
import { addLog } from './run/log.ts';
import { addPractice } from './run/practice.ts';
import { addRun } from './run/run.ts';
import { addBundle } from './sharing/bundle.ts';
import { addLead } from './sharing/lead.ts';
import { addOpenBundle } from './sharing/open-bundle.ts';
import { addShare } from './sharing/share.ts';
import { createPrinter } from './terminal/printer.ts';
import { addBackup } from './workspace/backup.ts';
import { addCall } from './workspace/call.ts';
import { addContract } from './workspace/contract.ts';
import { addDoctor } from './workspace/doctor.ts';
import { addHost } from './workspace/host.ts';
import { addIdentity } from './workspace/identity.ts';
import { addPolicy } from './workspace/policy.ts';
import { addServe } from './workspace/serve.ts';

interface ProgramOptions {
  readonly workspace?: string;
  readonly json?: boolean;
}

/** Runs one command to its end. What a person got wrong is printed; a fault of ours is thrown. */
export async function runProgram(
  words: readonly string[],
  surroundings: { readonly openHost: OpenHost; readonly version: string },
): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.done;
  const perform: Perform = async (command, work) => {
    const options: ProgramOptions = command.optsWithGlobals();
    const { platform, env: environment } = process;
    status = await work({
      print: createPrinter(options.json === true),
      workspace: resolve(options.workspace ?? workspaceFolder({ platform, home: homedir(), environment })),
      workspaceOption: options.workspace === undefined ? '' : ` --workspace ${toShellWord(options.workspace)}`,
      openHost: surroundings.openHost,
    });
  };
  // As an option of commander's it would be taken from behind every command, and `export NAME --version 2` would print ours.
  if (words[0] === '--version' || words[0] === '-V') {
    process.stdout.write(`${surroundings.version}\n`);
    return status;
  }
  try {
    await createProgram(perform).parseAsync(words, { from: 'user' });
    return status;
  } catch (error) {
    // Help comes this way too, with a status of 0; it has been printed.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.badUse;
    throw error;
  }
}

function createProgram(perform: Perform): Command {
  const program = new Command('drydock')
    .description('The live console for the person who leads a maintenance window.')
    .option('--workspace <folder>', 'the workspace; else DRYDOCK_WORKSPACE, else the platform’s folder for data')
    .option('--json', 'print one JSON object a line')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(see drydock --help, or drydock COMMAND --help)')
    .addHelpText('after', '\ndrydock --version prints the version of Drydock.')
    .addHelpText('after', '\nExit status: 0 done, 1 the work failed, 2 bad use, 3 needs a person.')
    .exitOverride();
  const adders = [
    addServe,
    addPractice,
    addImport,
    addExport,
    addHost,
    addEnvironment,
    addGate,
    addMaintenance,
    addPerson,
    addRoster,
    addNotice,
    addTemplate,
    addChannel,
    addApproval,
    addIdentity,
    addPersonKeys,
    addSupport,
    addSchedule,
    addReadiness,
    addBackups,
    addRun,
    addConfirm,
    addComment,
    addFollow,
    addLead,
    addShare,
    addLog,
    addBundle,
    addOpenBundle,
    addReport,
    addPolicy,
    addBackup,
    addDoctor,
    addCall,
    addContract,
  ];
  for (const add of adders) add(program, perform);
  inherit(program);
  return program;
}

/** commander hands its settings down only to commands made before they are set, and not to theirs. */
function inherit(parent: Command): void {
  for (const child of parent.commands) {
    child.copyInheritedSettings(parent);
    inherit(child);
  }
}
