/** `drydock approval request|open|reply|import|answer`: consent here, and by signed files where people are elsewhere. */
import { type Command, Option } from 'commander';
import { type ApprovalKind, approvalKindSchema } from '../../../core/approval/approval.ts';
import type { GivenAnswer } from '../../../core/approval/files.ts';
import { toBound } from '../../../core/approval/standing.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { gather } from '../terminal/option-values.ts';
import { withState } from '../with-state.ts';
import { deliverSignedFile, readSignedFile } from './signed-file.ts';

interface WordOptions {
  readonly approve?: boolean;
  readonly refuse?: boolean;
  readonly kind: readonly string[];
  readonly service?: string;
  readonly onBehalfOf?: string;
  readonly note?: string;
}

interface RequestOptions {
  readonly to: readonly string[];
  readonly kind: readonly string[];
  readonly note?: string;
  readonly out: string;
}

interface ReplyOptions extends WordOptions {
  readonly as?: string;
  readonly signer?: string;
  readonly out: string;
}

export function addApproval(program: Command, perform: Perform): void {
  const approval = program.command('approval').description('ask for approvals and agreements, and give them');
  approval
    .command('request')
    .description('ask people for their word on the plan and window as they are; writes a signed file for them')
    .argument('<name>', 'the maintenance: its title or id')
    .requiredOption('--to <person>', 'whom; may be given again', gather, [])
    .addOption(kindOption())
    .option('--note <text>', 'what they should know')
    .requiredOption('-o, --out <file>', 'a new file for the request')
    .action((name: string, options: RequestOptions, command: Command) =>
      perform(command, (context) => request(context, name, options)),
    );
  approval
    .command('open')
    .description('show a request file: what is asked, by whose key, and the plan')
    .argument('<file>')
    .action((file: string, _options: unknown, command: Command) => perform(command, (context) => open(context, file)));
  addWordOptions(
    approval.command('reply').description('answer a request file by a file signed with this console’s key'),
  )
    .argument('<file>', 'the request')
    .option('--as <person>', 'which of those asked you are; else who sits at this console')
    .option('--signer <SHA256:…>', 'the fingerprint of whoever asks, compared by voice, where their key is not trusted')
    .requiredOption('-o, --out <file>', 'a new file for the answer')
    .action((file: string, options: ReplyOptions, command: Command) =>
      perform(command, (context) => reply(context, file, options)),
    );
  approval
    .command('import')
    .description('take an answer file into the journal')
    .argument('<file>')
    .action((file: string, _options: unknown, command: Command) =>
      perform(command, (context) => importAnswer(context, file)),
    );
  addWordOptions(approval.command('answer').description('give the word of whoever sits at this console'))
    .argument('<name>', 'the maintenance: its title or id')
    .requiredOption('--plan <hash>', 'the plan that was read, or the first 12 digits of its hash')
    .action((name: string, options: WordOptions & { readonly plan: string }, command: Command) =>
      perform(command, (context) => answer(context, name, options)),
    );
}

function kindOption(): Option {
  const kinds = approvalKindSchema.options.join(', ');
  return new Option('--kind <kind>', `what about: ${kinds}; may be given again`).argParser(gather).default([]);
}

function addWordOptions(command: Command): Command {
  return command
    .addOption(new Option('--approve', 'give it').conflicts('refuse'))
    .option('--refuse', 'do not give it')
    .addOption(kindOption())
    .option('--service <service>', 'for the part of one service')
    .option('--on-behalf-of <person>', 'for one who is unavailable')
    .option('--note <text>', 'with which words');
}

async function request(context: CommandContext, name: string, options: RequestOptions): Promise<ExitStatus> {
  return withDesk(context, 'writer', async (desk) => {
    const found = await findMaintenance(desk, name);
    if (!found.ok) return stopWith(context, found.failure);
    const { note } = options;
    const asked = await desk.ask('approval.request', {
      maintenance: found.value.id,
      kinds: toKinds(options.kind, ['schedule']),
      to: options.to as readonly PersonId[] as PersonId[],
      ...(note === undefined ? {} : { note }),
    });
    if (!asked.ok) return stopWith(context, asked.failure);
    return deliverSignedFile(context, options.out, asked.value.content, { request: asked.value.request });
  });
}

async function open(context: CommandContext, file: string): Promise<ExitStatus> {
  return withDesk(context, 'either', async (desk) => {
    const content = await readSignedFile(context, file);
    if (content === undefined) return exitStatus.badUse;
    const opened = await desk.ask('approval.open', { content });
    if (!opened.ok) return stopWith(context, opened.failure);
    const { request: asked, signer, planMarkdown } = opened.value;
    const { print } = context;
    print.record({ ...opened.value });
    print.line(`${asked.maintenance.title} (${asked.maintenance.id})`);
    print.line(
      `asks       ${asked.to.map(({ id, name }) => `${name} (${id})`).join(', ')} about ${asked.kinds.join(', ')}`,
    );
    print.line(`asked by   ${asked.askedBy.name}, ${new Date(asked.madeAtMs).toISOString()}`);
    if (asked.note !== undefined) print.line(`note       ${asked.note}`);
    print.line(
      `signed by  ${signer.fingerprint} (${signer.person === undefined ? signer.standing : signer.person.name})`,
    );
    print.line(`window     ${asked.window === undefined ? 'none yet' : toWindowText(asked.window)}`);
    print.line(`plan       ${asked.planHash}`);
    print.line('');
    print.line(planMarkdown.trimEnd());
    return exitStatus.done;
  });
}

async function reply(context: CommandContext, file: string, options: ReplyOptions): Promise<ExitStatus> {
  return withDesk(context, 'either', async (desk) => {
    const content = await readSignedFile(context, file);
    if (content === undefined) return exitStatus.badUse;
    const opened = await desk.ask('approval.open', { content });
    if (!opened.ok) return stopWith(context, opened.failure);
    const answers = toAnswers(context, options, opened.value.request.kinds);
    if (answers === undefined) return exitStatus.badUse;
    const { as, signer } = options;
    const replied = await desk.ask('approval.reply', {
      content,
      answers,
      ...(as === undefined ? {} : { as: as as PersonId }),
      ...(signer === undefined ? {} : { signer }),
    });
    if (!replied.ok) return stopWith(context, replied.failure);
    return deliverSignedFile(context, options.out, replied.value.content, {});
  });
}

async function importAnswer(context: CommandContext, file: string): Promise<ExitStatus> {
  return withDesk(context, 'writer', async (desk) => {
    const content = await readSignedFile(context, file);
    if (content === undefined) return exitStatus.badUse;
    const imported = await desk.ask('approval.import', { content });
    if (!imported.ok) return stopWith(context, imported.failure);
    context.print.record(imported.value);
    for (const sentence of imported.value.says) context.print.line(sentence);
    return imported.value.isStale ? exitStatus.needsPerson : exitStatus.done;
  });
}

async function answer(
  context: CommandContext,
  name: string,
  options: WordOptions & { readonly plan: string },
): Promise<ExitStatus> {
  return withState(context, 'writer', name, async (_context, desk, state) => {
    const { id: maintenance, planHash } = state;
    if (options.plan.length < 12 || !planHash.startsWith(options.plan)) {
      return stopWith(context, {
        kind: 'bad-use',
        message: `the plan is ${planHash} now, and not what was read`,
        advice: `Read it again: drydock export --maintenance ${maintenance}`,
      });
    }
    const answers = toAnswers(context, options, ['schedule']);
    if (answers === undefined) return exitStatus.badUse;
    const given = await desk.ask('approval.answer', { maintenance, bound: toBound(state), answers });
    if (!given.ok) return stopWith(context, given.failure);
    context.print.record(given.value);
    context.print.line(
      `${options.approve === true ? 'approved' : 'refused'}: ${answers.map(({ kind }) => kind).join(', ')}`,
    );
    return exitStatus.done;
  });
}

/** One word for each kind named, or for all that were asked; `undefined`, and said, where it is not clear which word. */
function toAnswers(
  context: CommandContext,
  { approve = false, refuse = false, kind, service, onBehalfOf, note }: WordOptions,
  asked: readonly ApprovalKind[],
): GivenAnswer[] | undefined {
  if (approve === refuse) {
    stopWith(context, { kind: 'bad-use', message: 'say --approve or --refuse' });
    return undefined;
  }
  return toKinds(kind, asked).map((one) => ({
    kind: one,
    isGiven: approve,
    ...(service === undefined || one !== 'schedule' ? {} : { service }),
    ...(onBehalfOf === undefined || one === 'plan' ? {} : { onBehalfOf: onBehalfOf as PersonId }),
    ...(note === undefined ? {} : { note }),
  }));
}

/** Whatever a word is: the desk says which there are. */
function toKinds(named: readonly string[], otherwise: readonly ApprovalKind[]): ApprovalKind[] {
  return named.length === 0 ? [...otherwise] : (named as readonly ApprovalKind[] as ApprovalKind[]);
}

function toWindowText({
  startMs,
  endMs,
  zone,
}: {
  readonly startMs: number;
  readonly endMs: number;
  readonly zone: string;
}) {
  return `${new Date(startMs).toISOString()} to ${new Date(endMs).toISOString()} (chosen in ${zone})`;
}
