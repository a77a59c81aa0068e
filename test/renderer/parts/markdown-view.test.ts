/** Markdown on the screen: whatever somebody wrote or a host printed, it is drawn as words and never becomes part of the page. */
import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { MarkdownView } from '../../../src/renderer/parts/markdown/markdown-view.tsx';

const draw = (text: string) => renderToStaticMarkup(createElement(MarkdownView, { text }));

test('draws what a report is written with', () => {
  const html = draw('# Head\n\nIt *was* **down**, see `df`.\n\n- [x] done\n- open\n\n| a | b |\n| - | - |\n| 1 | 2 |');
  for (const part of [
    '<h3>Head</h3>',
    '<em>was</em>',
    '<strong>down</strong>',
    '<code>df</code>',
    '<th scope="col">a</th>',
  ])
    expect(html).toContain(part);
  expect(html).toContain('☑');
});

test('HTML stays words, pictures are not fetched, and a script is no address', () => {
  const html = draw(
    '<img src=x onerror=alert(1)>\n\n![p](https://example.org/p.png)\n\n[go](javascript:alert(1)) <b>x</b>',
  );
  expect(html).not.toMatch(/<img|<b>|<script|href="javascript/i);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(html).toContain('href="https://example.org/p.png"');
});

test('a link to the log stays in this window, and one outside opens its own without telling where from', () => {
  expect(draw('[line 5](#/m/m-1/console?row=5)')).toContain(
    '<a href="#/m/m-1/console?row=5" title="#/m/m-1/console?row=5">',
  );
  expect(draw('[page](https://example.org)')).toContain('rel="noreferrer noopener"');
});

test('what is nested beyond reading is shown as it was typed', () => {
  expect(draw(`${'> '.repeat(400)}deep`)).toMatch(/^<pre/);
});

test('no text makes an element or an attribute that Markdown has not', () => {
  const parts = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '`',
    '*',
    '[',
    ']',
    '(',
    ')',
    '!',
    '#',
    '\n',
    '- ',
    '> ',
    '|',
    'a',
    '&',
    'javascript:',
    'onload=',
    '<script>',
    'http://x',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 40 }), (made) => {
      const html = draw(made.join(''));
      expect(html).not.toMatch(/<(?:script|img|iframe|style|svg|object)\b/i);
      expect(html).not.toMatch(/<[^>]*\son\w+=/i);
      expect(html).not.toMatch(/href="\s*javascript/i);
    }),
  );
});
