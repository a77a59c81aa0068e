/** What changed from one text to another, within the text: what is gone struck through, what is new underlined, long stretches that are the same left out. */
import { presentableDiff } from '@codemirror/merge';
import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import classes from './text-difference.module.css';

export interface DifferencePiece {
  readonly kind: 'same' | 'gone' | 'new' | 'left-out';
  readonly text: string;
  /** Where it stands in both texts together: nothing else begins there. */
  readonly key: string;
}

/** Characters shown around a change. */
const aroundCharacters = 160;

/** The pieces in order; without `gone` they are the new text, without `new` the old one. */
export function toDifference(before: string, after: string): readonly DifferencePiece[] {
  const pieces: DifferencePiece[] = [];
  let at = 0;
  function add(kind: DifferencePiece['kind'], text: string) {
    if (text !== '') pieces.push({ kind, text, key: `${pieces.length}-${kind}` });
  }
  for (const { fromA, toA, fromB, toB } of presentableDiff(before, after, { scanLimit: 5_000 })) {
    add('same', before.slice(at, fromA));
    add('gone', before.slice(fromA, toA));
    add('new', after.slice(fromB, toB));
    at = toA;
  }
  add('same', before.slice(at));
  return pieces;
}

/** Shortens what stayed the same to what stands around the changes. */
export function toShortened(pieces: readonly DifferencePiece[]): readonly DifferencePiece[] {
  return pieces.flatMap((piece, index): readonly DifferencePiece[] => {
    if (piece.kind !== 'same') return [piece];
    const head = index === 0 ? '' : piece.text.slice(0, aroundCharacters);
    const tail = index === pieces.length - 1 ? '' : piece.text.slice(-aroundCharacters);
    if (head.length + tail.length >= piece.text.length) return [piece];
    const left = piece.text.length - head.length - tail.length;
    const parts: DifferencePiece[] = [
      { kind: 'same', text: head, key: `${piece.key}-head` },
      { kind: 'left-out', text: `${left.toLocaleString('en')} characters the same`, key: `${piece.key}-left` },
      { kind: 'same', text: tail, key: `${piece.key}-tail` },
    ];
    return parts.filter(({ text }) => text !== '');
  });
}

export function TextDifference({ before, after }: { readonly before: string; readonly after: string }) {
  const pieces = useMemo(() => toShortened(toDifference(before, after)), [before, after]);
  if (before === after) return <p className={classes['same']}>The words are the same.</p>;
  return (
    <div className={classes['difference']}>
      {pieces.map((piece) => (
        <Piece key={piece.key} piece={piece} />
      ))}
    </div>
  );
}

function Piece({ piece: { kind, text } }: { readonly piece: DifferencePiece }): ReactNode {
  switch (kind) {
    case 'same':
      return text;
    case 'left-out':
      return <span className={classes['leftOut']}>{text}</span>;
    case 'gone':
      return (
        <del data-tone="bad">
          <VisuallyHidden>[gone: </VisuallyHidden>
          {text}
          <VisuallyHidden>]</VisuallyHidden>
        </del>
      );
    case 'new':
      return (
        <ins data-tone="good">
          <VisuallyHidden>[new: </VisuallyHidden>
          {text}
          <VisuallyHidden>]</VisuallyHidden>
        </ins>
      );
  }
}
