/** The page in a bundle: the colours of the screens, one script that may run, and data that no parser takes for anything else. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { viewerName } from '../../src/core/bundle/layout.ts';
import { makeBundle, takeApart } from './made-bundle.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

async function makePage(): Promise<string> {
  const { file } = await makeBundle();
  const page = (await takeApart(file)).get(viewerName);
  if (page === undefined) throw new Error('a bundle without a page');
  return page;
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
