/** Writing a template: its words, the facts they may ask for, what is wrong with them, and what a notice would say. */
import { Button, Textarea, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { TriangleAlert, Undo2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RequestOutput } from '../../../contract/requests.ts';
import { checkNotice } from '../../../core/notice/check.ts';
import { toDefaultTemplate } from '../../../core/notice/default-templates.ts';
import { toSample } from '../../../core/notice/sample.ts';
import { factsFor, fill, findTemplateProblems, templateSchema } from '../../../core/notice/template.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { audienceNames, kindNames } from '../notices/notice-looks.ts';
import { NoticeWords } from '../notices/notice-words.tsx';
import classes from './template-dialog.module.css';

export type TemplateView = RequestOutput<'template.list'>[number];

interface TemplateDialogProps {
  readonly view: TemplateView;
  readonly onClose: () => void;
}

type Field = 'subject' | 'text';

export function TemplateDialog({ view: { template, version }, onClose }: TemplateDialogProps) {
  const { kind, audience } = template;
  const [words, setWords] = useState({ subject: template.subject, text: template.text });
  const fields = { subject: useRef<HTMLInputElement>(null), text: useRef<HTMLTextAreaElement>(null) };
  /** Where a fact that is pressed goes: the field one was in last. */
  const last = useRef<Field>('text');
  const asking = useAsking();
  const builtIn = toDefaultTemplate(kind, audience);
  const isBuiltIn = words.subject === builtIn.subject && words.text === builtIn.text;
  const problems = (['subject', 'text'] as const).flatMap((field) =>
    findTemplateProblems(words[field], audience).map(({ message, from }) => ({ field, from, message })),
  );
  const parsed = templateSchema.safeParse({ kind, audience, ...words });
  const isChanged = words.subject !== template.subject || words.text !== template.text;

  async function save() {
    if (!parsed.success) return;
    // The built-in words are those of the console, and follow it when a later one says them better.
    const saved = isBuiltIn
      ? await asking.ask('template.reset', { kind, audience })
      : await asking.ask('template.save', { expectedVersion: version, template: parsed.data });
    if (saved !== undefined) onClose();
  }
  function insert(name: string) {
    const field = last.current;
    const element = fields[field].current;
    const [from, to] = [element?.selectionStart ?? words[field].length, element?.selectionEnd ?? words[field].length];
    const fact = `{{${name}}}`;
    // Drawn at once: one goes on writing behind it.
    flushSync(() => setWords({ ...words, [field]: `${words[field].slice(0, from)}${fact}${words[field].slice(to)}` }));
    element?.focus();
    element?.setSelectionRange(from + fact.length, from + fact.length);
  }
  const problemsOf = (field: Field) => problems.filter((problem) => problem.field === field);
  return (
    <DeedDialog
      title={`${kindNames[kind]}, ${audienceNames[audience].toLowerCase()}`}
      deed={isBuiltIn && version > 0 ? 'Go back to the built-in words' : 'Save it'}
      isReady={parsed.success && isChanged && problems.length === 0}
      asking={asking}
      size={1040}
      onDo={() => void save()}
      onClose={onClose}
    >
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <TextInput
            label="Subject"
            maxLength={500}
            required
            ref={fields.subject}
            value={words.subject}
            error={problemsOf('subject').length > 0}
            onFocus={() => {
              last.current = 'subject';
            }}
            onChange={(event) => setWords({ ...words, subject: event.currentTarget.value })}
          />
          <Textarea
            label="Text"
            autosize
            minRows={9}
            maxRows={18}
            maxLength={20_000}
            required
            data-autofocus
            ref={fields.text}
            value={words.text}
            error={problemsOf('text').length > 0}
            onFocus={() => {
              last.current = 'text';
            }}
            onChange={(event) => setWords({ ...words, text: event.currentTarget.value })}
          />
          <div role="status">
            {problems.length === 0 ? null : (
              <ul className={classes['problems']} aria-label="What is wrong">
                {problems.map(({ field, from, message }) => (
                  <li key={`${field} ${from}`} data-tone="bad">
                    <TriangleAlert size={13} aria-hidden="true" />
                    <span>
                      {field === 'subject' ? 'Subject' : 'Text'}: {message}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </div>
          <Facts audience={audience} onPick={insert} />
          {isBuiltIn ? (
            <p className={classes['soft']}>These are the built-in words.</p>
          ) : (
            <div>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<Undo2 size={14} aria-hidden="true" />}
                onClick={() => setWords({ subject: builtIn.subject, text: builtIn.text })}
              >
                Back to the built-in words
              </Button>
            </div>
          )}
        </div>
        <section className={classes['column']} aria-label="Preview">
          <p className={classes['label']}>What a notice would say of a sample maintenance</p>
          <Preview template={{ kind, audience, ...words }} />
        </section>
      </div>
    </DeedDialog>
  );
}

function Facts({
  audience,
  onPick,
}: {
  readonly audience: TemplateView['template']['audience'];
  readonly onPick: (name: string) => void;
}) {
  return (
    <section aria-label="Facts">
      <p className={classes['label']}>Facts it may ask for</p>
      <p className={classes['soft']}>
        A press puts one where the cursor is. What the record does not say stands as “[the environment?]”, and is not
        sent.{audience === 'public' ? ' Names, reasons and the like are for internal texts only.' : ''}
      </p>
      <ul className={classes['facts']}>
        {factsFor(audience).map(({ name, label }) => (
          <li key={name}>
            <Tooltip label={label} events={{ hover: true, focus: true, touch: true }}>
              <UnstyledButton className={classes['fact'] ?? ''} onClick={() => onPick(name)}>
                {`{{${name}}}`}
              </UnstyledButton>
            </Tooltip>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** With the check that looks over every notice (`CHG-6`). */
function Preview({ template }: { readonly template: TemplateView['template'] }) {
  const { kind, audience } = template;
  const sample = toSample(kind);
  const words = fill(template, sample);
  const notice = { kind, audience, about: sample.notice.about };
  const problems = checkNotice(words, notice, sample.state, sample.nowMs);
  return <NoticeWords words={words} problems={problems} />;
}
