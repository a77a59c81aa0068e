/** The `drydock` command: its options, its subcommands, and how one ends. A subcommand is a file of its own beside this. */

import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { toShellWord } from '../../core/text/shell-word.ts';
import { workspaceFolder } from '../workspace-folder.ts';
import { addApproval } from './approval.ts';
import { addBackup } from './backup.ts';
import { addBackups } from './backups.ts';
import { addBundle } from './bundle.ts';
import { addCall } from './call.ts';
import { addChannel } from './channel.ts';
import type { Perform } from './command-context.ts';
import { addComment } from './comment.ts';
import { addConfirm } from './confirm.ts';
import { addContract } from './contract.ts';
import type { OpenHost } from './desk-session.ts';
import { addDoctor } from './doctor.ts';
import { addEnvironment } from './environment.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { addExport } from './export.ts';
import { addFollow } from './follow.ts';
import { addGate } from './gate.ts';
import { addHost } from './host.ts';
import { addIdentity } from './identity.ts';
import { addImport } from './import.ts';
import { addLead } from './lead.ts';
import { addLog } from './log.ts';
import { addMaintenance } from './maintenance.ts';
import { addNotice } from './notice.ts';
import { addPerson } from './person.ts';
import { addPersonKeys } from './person-key.ts';
import { addPolicy } from './policy.ts';
import { addPractice } from './practice.ts';
import { createPrinter } from './printer.ts';
import { addReadiness } from './readiness.ts';
import { addReport } from './report.ts';
import { addRoster } from './roster.ts';
import { addRun } from './run.ts';
import { addSchedule } from './schedule.ts';
import { addServe } from './serve.ts';
import { addShare } from './share.ts';
import { addSupport } from './support.ts';
import { addTemplate } from './template.ts';

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
