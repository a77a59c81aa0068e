/** The page in a bundle: the colours of the screens, one script that may run, and data that no parser takes for anything else. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewerName } from '../../src/core/bundle/layout.ts';
import { toAnsiRuns } from '../../src/renderer/parts/log/ansi-runs.ts';
import { makeBundle, takeApart } from './made-bundle.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

async function makePage(): Promise<string> {
  const { file } = await makeBundle();
  const page = (await takeApart(file)).get(viewerName);
  if (page === undefined) throw new Error('a bundle without a page');
  return page;
}

/** Its own reading of colours, as pairs of text and classes in the order of the alphabet. */
function toOwnRuns(): (line: string) => readonly unknown[] {
  const scope: { drydockText?: { toRuns(line: string): readonly (readonly [string, string])[] } } = {};
  new Function('globalThis', read('resources/bundle/ansi.js'))(scope);
  return (line) => (scope.drydockText?.toRuns(line) ?? []).map(([text, names]) => [text, toSorted(names.split(' '))]);
}

function toPairs(line: string): readonly unknown[] {
  return toAnsiRuns(line).map(({ text, classes }) => [text, toSorted(classes)]);
}

function toSorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== '').sort();
}

describe('the page of a bundle', () => {
  it('has the colours of the screens', () => {
    const colours = (css: string) =>
      new Map([...css.matchAll(/^ *(--[a-z-]+): (light-dark\([^;]*\));/gm)].map(([, name, value]) => [name, value]));
    const [own, screens] = [
      colours(read('resources/bundle/viewer.css')),
      colours(read('src/renderer/theme/tokens.css')),
    ];
    expect(own.size).toBeGreaterThan(20);
    for (const [name, value] of own) expect(`${name}: ${value}`).toBe(`${name}: ${screens.get(name)}`);
  });

  it('paints what a host coloured as the screens do', () => {
    const css = read('src/renderer/parts/log/ansi.module.css');
    expect(read('resources/bundle/viewer.css')).toContain(css.slice(css.indexOf('.fg-0')));
    const own = toOwnRuns();
    const lines = [
      'plain\r',
      '\u001b[31mred\u001b[0m and \u001b[1;4;92mbold\u001b[22m not\u001b[24m\u001b[39m plain',
      '\u001b[38;5;31mpalette\u001b[38;5;1mred\u001b[38;5;244mgrey\u001b[38;5;15mwhite',
      '\u001b[1;38;2;200;0;40mtrue\u001b[48;2;0;0;255mblue\u001b[mreset',
      '\u001b[41;97mback\u001b[103mbright\u001b[49mnone',
      '\u001b[7mreverse\u001b[31mred\u001b[27m not \u001b[7;48;5;4mboth',
      '\u001b[3;9mitalic\u001b[23mstruck\u001b[29;2mdim\u001b[8mhidden\u001b[0;5mblink',
      '\u001b[38;5;300mout of range\u001b[38;2;1;300;1mtoo\u001b[38;9;4mmode\u001b[38mcut\u001b[38;2;1;4mshort',
      '\u001b]0;title\u0007\u001b[2J\u001b[33mmove\u001b[Kd\u0007',
    ];
    for (const line of lines) expect(own(line), line).toEqual(toPairs(line));
    // What is asked for twice, the library of the screens reverses twice, and ends once: nothing that ends or reverses is drawn here.
    const codes = fc.constantFrom(0, 1, 2, 3, 4, 5, 31, 38, 39, 42, 48, 49, 95, 107, 128, 255, 300);
    const piece = fc.array(codes, { maxLength: 7 }).map((list) => `\u001b[${list.join(';')}mtext`);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const line = `begin${pieces.join('')}`;
        expect(own(line)).toEqual(toPairs(line));
      }),
    );
  });

  it('lets its own script run, by its hash, and nothing else', async () => {
    const page = await makePage();
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const toHash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy).toBe(
      `default-src 'none'; script-src ${toHash(script)}; style-src ${toHash(style)}; base-uri 'none'; form-action 'none'`,
    );
  });

  it('has nothing in it of what hosts and people wrote that a parser of HTML would see', async () => {
    const page = await makePage();
    expect(page).not.toContain('alert(1)');
    expect(page).not.toContain('<b>so</b>');
    expect([...page.matchAll(/<script/g)]).toHaveLength(3);
  });
});
