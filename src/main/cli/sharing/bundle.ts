/** `drydock bundle NAME --out FILE`: a maintenance as one signed file. `drydock verify FILE`: whether such a file is what was signed. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { toFingerprint } from '../../../core/approval/identity.ts';
import { type BundleVerdict, toFaultText } from '../../../core/bundle/verdict.ts';
import { verifyBundle } from '../../bundle/verify.ts';
import { isSignedBy } from '../../desk/signing/console-identity.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';

export function addBundle(program: Command, perform: Perform): void {
  program
    .command('bundle')
    .description('write a maintenance to one signed file that is read without Drydock')
    .argument('<name>', 'the maintenance: its title or id')
    .requiredOption('-o, --out <file>', 'a new file; its name best ends with .drydock.zip')
    .action((name: string, { out }: { readonly out: string }, command: Command) =>
      perform(command, (context) => write(context, name, out)),
    );
  program
    .command('verify')
    .description('say whether a bundle is what was signed; if not, which event or line was altered')
    .argument('<file>', 'the bundle')
    .option('--signer <SHA256:…>', 'the fingerprint of the console it must be signed by, compared by voice')
    .action((file: string, { signer }: { readonly signer?: string }, command: Command) =>
      perform(command, (context) => verify(context, file, signer)),
    );
}

function write(context: CommandContext, name: string, out: string): Promise<ExitStatus> {
  // Beside whichever console leads, too: a maintenance that goes on may be handed on as it is.
  return withDesk(context, 'either', async (desk) => {
    const found = await findMaintenance(desk, name);
    if (!found.ok) return stopWith(context, found.failure);
    const written = await desk.ask('bundle.write', { maintenance: found.value.id, file: resolve(out) });
    if (!written.ok) return stopWith(context, written.failure);
    const { file, sizeBytes, events, rows, isFinished, fingerprint } = written.value;
    const { print } = context;
    print.record(written.value);
    print.line(`${file}: ${toCount(sizeBytes)} bytes, ${toCount(events)} events, ${toCount(rows)} lines of output`);
    if (!isFinished) print.line('It goes on: the file has all of it until now.');
    print.line(`signed by ${fingerprint}`);
    return exitStatus.done;
  });
}

async function verify(context: CommandContext, file: string, wanted: string | undefined): Promise<ExitStatus> {
  const { print } = context;
  const verified = await verifyBundle(file, { isSignedBy, toFingerprint });
  if (!verified.ok) {
    print.failure(verified.failure);
    return exitStatus.badUse;
  }
  const verdict = toWanted(verified.value, wanted);
  if (!verdict.isWhole) {
    print.record({ isWhole: false, faults: verdict.faults.map((fault) => ({ ...fault, says: toFaultText(fault) })) });
    for (const fault of verdict.faults) print.line(`${file}: ${toFaultText(fault)}`);
    return exitStatus.failed;
  }
  const { manifest, signer } = verdict;
  print.record({ isWhole: true, signer, manifest });
  const { maintenance, journal, output, madeAtMs, madeBy } = manifest;
  print.line(`${file}: whole, and as it was signed`);
  print.line(`maintenance  ${maintenance.title} (${maintenance.id}), ${manifest.status}`);
  if (!manifest.isFinished) print.line('             It went on when this was written.');
  print.line(`has          ${toCount(journal.events)} events, ${toCount(output.rows)} lines of output`);
  print.line(`written      ${new Date(madeAtMs).toISOString()} by ${madeBy.name}`);
  print.line(`signed by    ${signer.fingerprint}`);
  if (wanted === undefined) print.aside('Whose key that is, only its owner can say: have the fingerprint read out.');
  return exitStatus.done;
}

/** Anybody can sign: whoever knows by whom it must be says so. */
function toWanted(verdict: BundleVerdict, wanted: string | undefined): BundleVerdict {
  if (!verdict.isWhole || wanted === undefined || verdict.signer.fingerprint === wanted) return verdict;
  const says = `it is signed by ${verdict.signer.fingerprint}, and not by ${wanted}`;
  return { isWhole: false, faults: [{ place: 'archive', kind: 'other-signer', says }] };
}

function toCount(count: number): string {
  return count.toLocaleString('en');
}
