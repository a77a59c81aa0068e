/** `drydock person list|add|import|export|me`: the team's address book. */
import type { Command } from 'commander';
import type { PersonRecord } from '../../../contract/people-shapes.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { deliverText, readContent } from '../terminal/file-content.ts';
import { gather } from '../terminal/option-values.ts';

interface AddOptions {
  readonly id?: string;
  readonly zone: string;
  readonly role: readonly string[];
  readonly qualification: readonly string[];
  readonly service: readonly string[];
  readonly email?: string;
  readonly phone?: string;
  readonly chat?: string;
}

interface ImportOptions {
  readonly zone?: string;
  readonly dryRun: boolean;
}

export function addPerson(program: Command, perform: Perform): void {
  const person = program.command('person').description('the people of the address book');
  person
    .command('list')
    .description('list the people of the address book')
    .argument('[search]', 'only those in whose name, roles, services or address this is')
    .action((search: string | undefined, _options: unknown, command: Command) =>
      perform(command, (context) => withDesk(context, 'reader', (desk) => list(context, desk, search))),
    );
  person
    .command('add')
    .description('add somebody, or change them by their id')
    .argument('<name>', 'their name')
    .requiredOption('--zone <zone>', 'their time zone, such as Europe/Berlin')
    .option('--id <id>', 'their id; else one is made from the name')
    .option('--role <role>', 'SRE, EM, CES, buddy or the team’s own; may be given several times', gather, [])
    .option('--qualification <word>', 'root, or what else the policy asks for; several times', gather, [])
    .option('--service <service>', 'a service they answer for; several times', gather, [])
    .option('--email <address>', 'how they are reached')
    .option('--phone <number>', 'how they are reached')
    .option('--chat <name>', 'how they are reached')
    .action((name: string, options: AddOptions, command: Command) =>
      perform(command, (context) => withDesk(context, 'writer', (desk) => save(context, desk, name, options))),
    );
  person
    .command('import')
    .description('read people from a CSV or vCard file, and say what became of each row')
    .argument('<file>', 'the file')
    .option('--zone <zone>', 'the time zone of those of whom the file names none')
    .option('--dry-run', 'only say what would be done', false)
    .action((file: string, options: ImportOptions, command: Command) =>
      perform(command, (context) => withDesk(context, 'writer', (desk) => importFile(context, desk, file, options))),
    );
  person
    .command('export')
    .description('write the address book as CSV')
    .option('-o, --output <file>', 'into a new file instead of standard output')
    .action((options: { readonly output?: string }, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const exported = await desk.ask('person.export', {});
          return exported.ok
            ? deliverText(context, exported.value.csv, options.output)
            : stopWith(context, exported.failure);
        }),
      ),
    );
  person
    .command('me')
    .description('show or say who sits at this console')
    .argument('[id]', 'who it is from now on')
    .action((id: string | undefined, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, id === undefined ? 'reader' : 'writer', async (desk) => {
          const answer =
            id === undefined
              ? await desk.ask('person.me', {})
              : await desk.ask('person.setMe', { person: id as PersonId });
          if (!answer.ok) return stopWith(context, answer.failure);
          const { person: me } = answer.value;
          context.print.record(answer.value);
          context.print.line(me === undefined ? 'Nobody of the address book: see drydock person me ID.' : toLine(me));
          return exitStatus.done;
        }),
      ),
    );
}

async function list(context: CommandContext, desk: DeskSession, search: string | undefined): Promise<ExitStatus> {
  const { print } = context;
  const limit = 1_000;
  for (let from = 0; ; from += limit) {
    const listed = await desk.ask('person.list', { from, limit, ...(search === undefined ? {} : { search }) });
    if (!listed.ok) return stopWith(context, listed.failure);
    for (const person of listed.value.people) {
      print.record(person);
      print.line(toLine(person));
    }
    await print.settled();
    if (from + limit >= listed.value.total) return exitStatus.done;
  }
}

async function save(
  context: CommandContext,
  desk: DeskSession,
  name: string,
  options: AddOptions,
): Promise<ExitStatus> {
  const { id, zone, role, qualification, service, email, phone, chat } = options;
  const contact = Object.fromEntries(Object.entries({ email, phone, chat }).filter(([, value]) => value !== undefined));
  const saved = await desk.ask('person.save', {
    person: {
      name,
      zone,
      roles: [...role],
      qualifications: [...qualification],
      services: [...service],
      contact,
      ...(id === undefined ? {} : { id: id as PersonId }),
    },
  });
  if (!saved.ok) return stopWith(context, saved.failure);
  context.print.record(saved.value);
  context.print.line(toLine(saved.value));
  return exitStatus.done;
}

async function importFile(
  context: CommandContext,
  desk: DeskSession,
  path: string,
  options: ImportOptions,
): Promise<ExitStatus> {
  const { print } = context;
  const read = await readContent(path);
  if (!read.ok) return stopWith(context, read.failure);
  const { zone, dryRun } = options;
  const imported = await desk.ask('person.import', {
    ...read.value,
    isDryRun: dryRun,
    ...(zone === undefined ? {} : { zone }),
  });
  if (!imported.ok) return stopWith(context, imported.failure);
  const { rows, remarks, added, changed, unchanged, refused } = imported.value;
  for (const row of rows) print.record(row);
  for (const { line, name, says, outcome } of rows)
    if (outcome !== 'unchanged') print.line(`line ${line}: ${name ?? '–'}: ${says}`);
  for (const { line, text } of remarks) print.aside(`line ${line}: ${text}`);
  print.line(
    `${added} added, ${changed} changed, ${unchanged} as they were, ${refused} refused${dryRun ? '; nothing was written' : ''}`,
  );
  return refused > 0 ? exitStatus.failed : exitStatus.done;
}

function toLine({ id, name, roles, qualifications, zone }: PersonRecord): string {
  const words = [...roles, ...qualifications].join(', ');
  return `${id}  ${name}${words === '' ? '' : ` (${words})`}, ${zone}`;
}
