/** `drydock template list|show|save|reset|facts`: the words notices are filled from. */
import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { Argument, type Command } from 'commander';
import type { RequestOutput } from '../../../contract/requests.ts';
import { type Audience, audienceSchema, type NoticeKind, noticeKindSchema } from '../../../core/notice/notice.ts';
import { factsFor } from '../../../core/notice/template.ts';
import { fail, succeed } from '../../../core/result.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { Answered, DeskSession, OpenAs } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';

type TemplateView = RequestOutput<'template.list'>[number];
type TemplateWork = (context: CommandContext, desk: DeskSession, view: TemplateView) => Promise<ExitStatus>;

export function addTemplate(program: Command, perform: Perform): void {
  const template = program.command('template').description('the words that notices are filled from');
  const onOne = (command: Command, as: OpenAs, kind: NoticeKind, audience: Audience, work: TemplateWork) =>
    perform(command, (context) =>
      withDesk(context, as, async (desk) => {
        const found = await findTemplate(desk, kind, audience);
        return found.ok ? work(context, desk, found.value) : stopWith(context, found.failure);
      }),
    );
  const ofOne = (name: string, does: string) =>
    template
      .command(name)
      .description(does)
      .addArgument(new Argument('<kind>', 'of notice').choices(noticeKindSchema.options))
      .addArgument(new Argument('<audience>', 'whom it is for').choices(audienceSchema.options));
  template
    .command('list')
    .description('list the templates, and whether each is the team’s own')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const listed = await desk.ask('template.list', {});
          if (!listed.ok) return stopWith(context, listed.failure);
          for (const view of listed.value) {
            context.print.record(view);
            const { kind, audience, subject } = view.template;
            const whose = view.version === 0 ? 'built in' : `own, version ${view.version}`;
            context.print.line(`${kind} ${audience}  ${whose}  ${subject}`);
          }
          return exitStatus.done;
        }),
      ),
    );
  ofOne('show', 'print a template: its subject in the first line, then the text')
    .option('--sample', 'filled from a sample maintenance, as it would be sent', false)
    .action((kind: NoticeKind, audience: Audience, { sample }: { readonly sample: boolean }, command: Command) =>
      onOne(command, 'reader', kind, audience, async (context, desk, view) => {
        const shown = sample ? await desk.ask('template.preview', { template: view.template }) : succeed(view.template);
        if (!shown.ok) return stopWith(context, shown.failure);
        context.print.record(shown.value);
        context.print.line(`${shown.value.subject}\n\n${shown.value.text}`);
        return exitStatus.done;
      }),
    );
  ofOne('save', 'change a template: from a file as show prints it')
    .argument('<file>', 'the file; - reads standard input')
    .action((kind: NoticeKind, audience: Audience, file: string, _options: unknown, command: Command) =>
      onOne(command, 'writer', kind, audience, async (context, desk, view) => {
        const words = await readWords(file);
        if (!words.ok) return stopWith(context, words.failure);
        const saved = await desk.ask('template.save', {
          expectedVersion: view.version,
          template: { kind, audience, ...words.value },
        });
        if (!saved.ok) return stopWith(context, saved.failure);
        context.print.record(saved.value);
        context.print.line(`saved, version ${saved.value.version}`);
        return exitStatus.done;
      }),
    );
  ofOne('reset', 'go back to the built-in template').action(
    (kind: NoticeKind, audience: Audience, _options: unknown, command: Command) =>
      onOne(command, 'writer', kind, audience, async (context, desk) => {
        const reset = await desk.ask('template.reset', { kind, audience });
        if (!reset.ok) return stopWith(context, reset.failure);
        context.print.record(reset.value);
        context.print.line('the built-in one');
        return exitStatus.done;
      }),
  );
  template
    .command('facts')
    .description('list the facts that a template may ask for, as {{fact}}')
    .addArgument(new Argument('<audience>', 'of the text').choices(audienceSchema.options))
    .action((audience: Audience, _options: unknown, command: Command) =>
      perform(command, async ({ print }) => {
        for (const fact of factsFor(audience)) {
          print.record(fact);
          print.line(`{{${fact.name}}}  ${fact.label}`);
        }
        return exitStatus.done;
      }),
    );
}

async function findTemplate(desk: DeskSession, kind: NoticeKind, audience: Audience): Promise<Answered<TemplateView>> {
  const listed = await desk.ask('template.list', {});
  if (!listed.ok) return listed;
  const view = listed.value.find(({ template }) => template.kind === kind && template.audience === audience);
  if (view === undefined) throw new Error(`no template of ${kind} for ${audience}`);
  return succeed(view);
}

/** The first line is the subject; blank lines between it and the text are nobody's. */
async function readWords(file: string): Promise<Answered<{ readonly subject: string; readonly text: string }>> {
  let content: string;
  try {
    content = file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    return fail('bad-use', `${file} cannot be read: ${(error as Error).message}`);
  }
  const [subject = '', ...lines] = content.replaceAll('\r\n', '\n').split('\n');
  const text = lines.join('\n').trim();
  if (subject.trim() === '' || text === '')
    return fail('bad-use', `${file} has no subject in its first line, or no text after it`, {
      advice: 'See how it is written with: drydock template show KIND AUDIENCE',
    });
  return succeed({ subject: subject.trim(), text });
}
