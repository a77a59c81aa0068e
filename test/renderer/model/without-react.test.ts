/** The models need no React: only `react.tsx` knows it, so a script or a test drives them as a screen does. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('../../../src/renderer/model/', import.meta.url);

it('imports nothing of React, of the views or of the DOM outside the hooks', () => {
  const files = readdirSync(folder).filter((file) => file !== 'react.tsx');
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const imports = [...readFileSync(new URL(file, folder), 'utf8').matchAll(/from '([^']+)'/g)].map(
      ([, from]) => from,
    );
    for (const from of imports)
      expect(from, file).not.toMatch(/^(react|@mantine|zustand\/react|zustand$)|\.\.\/(views|parts|frame)/);
  }
});
