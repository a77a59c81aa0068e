/** Markdown as it reads: drawn element by element from its tree, so that HTML in it stays words and no picture is fetched from anywhere. */
import type { List, Nodes, Root, Table } from 'mdast';
import { Fragment, memo, type ReactNode } from 'react';
import classes from './markdown.module.css';
import { shownCharacters, toMarkdownTree, toSafeAddress } from './markdown-tree.ts';

interface MarkdownViewProps {
  readonly text: string;
  /** What stands above it: headings of the text go below that. */
  readonly level?: number;
}

export const MarkdownView = memo(function MarkdownView({ text, level = 2 }: MarkdownViewProps) {
  const root = toMarkdownTree(text);
  if (root === undefined) return <pre className={classes['plain']}>{text}</pre>;
  return (
    <div className={classes['markdown']}>
      {toChildren(root, { root, level })}
      {text.length > shownCharacters ? <p>The rest is not drawn: it is more than is read at once.</p> : null}
    </div>
  );
});

interface Drawing {
  readonly root: Root;
  readonly level: number;
}

function toChildren(node: Nodes, drawing: Drawing): ReactNode {
  if (!('children' in node)) return null;
  return node.children.map((child) => (
    <Fragment key={child.position?.start.offset ?? 0}>{toElement(child as Nodes, drawing)}</Fragment>
  ));
}

function toElement(node: Nodes, drawing: Drawing): ReactNode {
  const inner = () => toChildren(node, drawing);
  switch (node.type) {
    case 'text':
      return node.value;
    case 'paragraph':
      return <p>{inner()}</p>;
    case 'heading':
      return toHeading(node.depth + drawing.level, inner());
    case 'emphasis':
      return <em>{inner()}</em>;
    case 'strong':
      return <strong>{inner()}</strong>;
    case 'delete':
      return <del>{inner()}</del>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{inner()}</blockquote>;
    case 'list':
      return toList(node, drawing);
    case 'listItem':
      return (
        <li data-task={node.checked ?? undefined}>
          {typeof node.checked === 'boolean' ? (node.checked ? '☑ ' : '☐ ') : null}
          {inner()}
        </li>
      );
    case 'table':
      return toTable(node, drawing);
    case 'thematicBreak':
      return <hr />;
    case 'break':
      return <br />;
    case 'link':
      return toLink(node.url, inner());
    case 'linkReference':
    case 'imageReference':
      return toReference(node, drawing);
    case 'image':
      return toLink(node.url, node.alt || node.url);
    case 'html':
      // As it was typed: nobody's HTML becomes part of the console.
      return <code>{node.value}</code>;
    case 'footnoteReference':
      return <sup>{node.label ?? node.identifier}</sup>;
    case 'footnoteDefinition':
      return (
        <div className={classes['footnote']}>
          <sup>{node.label ?? node.identifier}</sup> {inner()}
        </div>
      );
    case 'definition':
    case 'yaml':
      return null;
    case 'root':
    case 'tableRow':
    case 'tableCell':
      return inner();
  }
}

function toHeading(depth: number, words: ReactNode): ReactNode {
  const Heading = (['h3', 'h4', 'h5', 'h6'] as const)[Math.min(Math.max(depth - 3, 0), 3)] ?? 'h6';
  return <Heading>{words}</Heading>;
}

function toList(node: List, drawing: Drawing): ReactNode {
  const items = toChildren(node, drawing);
  return node.ordered ? <ol start={node.start ?? 1}>{items}</ol> : <ul>{items}</ul>;
}

function toTable({ children: [head, ...rows] }: Table, drawing: Drawing): ReactNode {
  const keyOf = (node: Nodes) => node.position?.start.offset ?? 0;
  return (
    <div className={classes['table']}>
      <table>
        <thead>
          <tr>
            {head?.children.map((cell) => (
              <th key={keyOf(cell)} scope="col">
                {toChildren(cell, drawing)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {row.children.map((cell) => (
                <td key={keyOf(cell)}>{toChildren(cell, drawing)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function toLink(url: string, words: ReactNode): ReactNode {
  const address = toSafeAddress(url);
  if (address === undefined) return <span title={url}>{words}</span>;
  const isOutside = !address.startsWith('#');
  return (
    <a href={address} title={address} {...(isOutside ? { target: '_blank', rel: 'noreferrer noopener' } : {})}>
      {words}
    </a>
  );
}

function toReference(node: Extract<Nodes, { identifier: string }>, drawing: Drawing): ReactNode {
  const found = drawing.root.children.find(
    (child) => child.type === 'definition' && child.identifier === node.identifier,
  );
  const words = 'alt' in node ? (node.alt ?? node.identifier) : toChildren(node, drawing);
  return found?.type === 'definition' ? toLink(found.url, words) : words;
}
