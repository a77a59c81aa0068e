/** Writing Markdown: a thin skin over CodeMirror that continues lists, marks what somebody else points at, and lets the outside put words at the caret. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { styleNonce } from '../../style-nonce.ts';
import { editorLook, proseColours } from './editor-look.ts';

const proseLook = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', fontSize: 'var(--text-body)' },
  '.cm-scroller': { fontFamily: 'var(--sans)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { padding: 'var(--space-3)', maxWidth: '78ch' },
  '.cm-hint': {
    textDecoration: 'underline wavy var(--warn)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px',
  },
});

/** Something worth another look: characters `from`–`to`, and why. */
export interface TextHint {
  readonly from: number;
  readonly to: number;
  readonly says: string;
}

export interface MarkdownHandle {
  /** Puts a block of its own below the line of the caret, and the caret behind it. */
  insertBlock(block: string): void;
  focus(): void;
}

interface MarkdownEditorProps {
  readonly label: string;
  readonly value: string;
  readonly isReadOnly: boolean;
  readonly placeholder?: string;
  /** Of a text as it stands; called at every change. */
  readonly toHints?: (text: string) => readonly TextHint[];
  readonly onChange: (text: string) => void;
  readonly ref?: Ref<MarkdownHandle>;
}

export function MarkdownEditor(props: MarkdownEditorProps) {
  const { label, value, isReadOnly, placeholder: hint, toHints, onChange, ref } = props;
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const call = useRef({ onChange, toHints });
  const first = useRef({ value, isReadOnly });
  const lock = useRef(new Compartment());
  useEffect(() => {
    call.current = { onChange, toHints };
  }, [onChange, toHints]);

  useEffect(() => {
    if (box.current === null) return;
    const editor = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: first.current.value,
        extensions: [
          EditorView.cspNonce.of(styleNonce()),
          history(),
          drawSelection(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          markdown({ base: markdownLanguage, completeHTMLTags: false }),
          syntaxHighlighting(proseColours),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'true' }),
          lock.current.of(toLock(first.current.isReadOnly)),
          ...(hint === undefined ? [] : [placeholder(hint)]),
          EditorView.decorations.compute(['doc'], (state) => toMarks(state, call.current.toHints)),
          // The first of two that speak of the same thing is heard.
          proseLook,
          editorLook,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) call.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label, hint]);

  useEffect(() => {
    first.current = { value, isReadOnly };
    view.current?.dispatch({ effects: lock.current.reconfigure(toLock(isReadOnly)) });
  }, [isReadOnly, value]);

  // Undo, or a change from elsewhere: the text follows; what was typed here is already the same.
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useImperativeHandle(ref, () => ({
    insertBlock(block) {
      const editor = view.current;
      if (editor === undefined || editor.state.readOnly) return;
      const { doc, selection } = editor.state;
      const at = doc.lineAt(selection.main.head).to;
      const before = doc.sliceString(0, at);
      // One blank line above it, however many there are already.
      const breaks = before.length - before.replace(/\n+$/, '').length;
      const insert = `${before.trim() === '' ? '' : '\n'.repeat(Math.max(0, 2 - breaks))}${block}\n`;
      editor.dispatch({
        changes: { from: at, insert },
        selection: { anchor: at + insert.length },
        scrollIntoView: true,
      });
      editor.focus();
    },
    focus: () => view.current?.focus(),
  }));

  return <div ref={box} style={{ height: '100%' }} />;
}

function toLock(isReadOnly: boolean) {
  return [EditorState.readOnly.of(isReadOnly), EditorView.editable.of(!isReadOnly)];
}

function toMarks(state: EditorState, toHints: MarkdownEditorProps['toHints']): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>();
  for (const { from, to, says } of toHints?.(state.doc.toString()) ?? []) {
    if (from < to) marks.add(from, to, Decoration.mark({ class: 'cm-hint', attributes: { title: says } }));
  }
  return marks.finish();
}
