/** A script in an editor with shell highlighting; a thin skin over CodeMirror that keeps it and the plan's text the same. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { editorLook, scriptColours } from '../../parts/markdown/editor-look.ts';
import { styleNonce } from '../../style-nonce.ts';

/** As tall as its script, within bounds. */
const size = EditorView.theme({ '.cm-scroller': { minHeight: '92px', maxHeight: '38vh' } });

interface ScriptEditorProps {
  readonly label: string;
  readonly value: string;
  readonly isReadOnly: boolean;
  readonly hint?: string;
  readonly onChange: (script: string) => void;
}

export function ScriptEditor({ label, value, isReadOnly, hint, onChange }: ScriptEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const call = useRef(onChange);
  const first = useRef(value);
  useEffect(() => {
    call.current = onChange;
  }, [onChange]);

  useEffect(() => {
    if (box.current === null) return;
    const editor = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          EditorView.cspNonce.of(styleNonce()),
          lineNumbers(),
          history(),
          drawSelection(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          StreamLanguage.define(shell),
          syntaxHighlighting(scriptColours),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorState.readOnly.of(isReadOnly),
          EditorView.editable.of(!isReadOnly),
          ...(hint === undefined ? [] : [placeholder(hint)]),
          editorLook,
          size,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) call.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label, isReadOnly, hint]);

  // Undo in the plan, or a change from elsewhere: the text follows; what was typed here is already the same.
  useEffect(() => {
    first.current = value;
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  return <div ref={box} />;
}
