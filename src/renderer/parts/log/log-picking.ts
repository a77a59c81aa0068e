/** Picking lines in the log by mouse and keyboard, and taking them to the clipboard in full, whether their rows are in sight or not. */
import type { LogRow } from '../../../contract/shapes.ts';
import type { LogModel } from '../../model/log-model.ts';
import { toPlainText } from './ansi-runs.ts';
import type { LogPane } from './log-pane.ts';
import type { RowFace } from './row-painter.ts';

export interface PickingOptions {
  readonly model: LogModel;
  readonly pane: LogPane;
  readonly onCopy: () => void;
  readonly onCopyLink: () => void;
  /** Does nothing where nothing takes a quotation. */
  readonly onQuote: () => void;
}

/** Click picks a line, Shift-click and Shift-arrows a range; Ctrl-C copies, L copies the link, Q quotes, Escape lets go. */
export function attachPicking({ model, pane, onCopy, onCopyLink, onQuote }: PickingOptions): void {
  const { element } = pane;

  element.addEventListener('click', (event) => {
    const position = positionOf(event.target);
    // A selection by hand is not a pick.
    if (position === undefined || document.getSelection()?.isCollapsed === false) return;
    model.pause();
    model.pick(position, event.shiftKey);
  });
  element.addEventListener('mousedown', (event) => {
    if (event.shiftKey) event.preventDefault();
  });

  element.addEventListener('keydown', (event) => {
    const isCommand = event.ctrlKey || event.metaKey;
    const { pick } = model.getState();
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const { first, last } = pane.inSight();
      const by = event.key === 'ArrowUp' ? -1 : 1;
      const from = pick?.focus ?? (by < 0 ? last + 1 : first - 1);
      const next = Math.min(model.windows.total() - 1, Math.max(0, from + by));
      model.pause();
      model.pick(next, event.shiftKey);
      pane.reveal(next);
      event.preventDefault();
    } else if (isCommand && event.key.toLowerCase() === 'c' && pick !== undefined) {
      if (document.getSelection()?.isCollapsed === false) return;
      onCopy();
      event.preventDefault();
    } else if (!isCommand && !event.altKey && event.key.toLowerCase() === 'l' && pick !== undefined) {
      onCopyLink();
      event.preventDefault();
    } else if (!isCommand && !event.altKey && event.key.toLowerCase() === 'q' && pick !== undefined) {
      onQuote();
      event.preventDefault();
    } else if (event.key === 'Escape' && pick !== undefined) {
      model.unpick();
      event.preventDefault();
    }
  });
}

function positionOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-position]') : null;
  return row === null ? undefined : Number(row.dataset['position']);
}

/** Lines as text: output as it stands without its colours, events as their sentence. */
export function toCopyText(rows: readonly LogRow[], toFace: (row: LogRow) => RowFace | undefined): string {
  return rows
    .map((row) => {
      if (row.kind === 'output') return toPlainText(row.text);
      const face = toFace(row);
      if (face?.kind !== 'event') return '';
      return `${new Date(face.atMs).toISOString()} ${face.text}`;
    })
    .join('\n');
}

/** Where the clipboard's own interface is denied, the old way still works within a person's key press. */
export async function writeClipboard(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    if (!isCopied) throw new Error('the clipboard takes nothing from this window');
  }
}
