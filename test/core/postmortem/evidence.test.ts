import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MaintenanceId } from '../../../src/core/ids.ts';
import {
  type EvidenceLine,
  evidenceLimits,
  parseEvidenceLink,
  toEvidenceLink,
  toEvidenceMarkdown,
} from '../../../src/core/postmortem/evidence.ts';
import { toMarkdownTree } from '../../../src/renderer/parts/markdown/markdown-tree.ts';

const maintenance = 'm-1' as MaintenanceId;
const line = (text: string, at = 1_234): EvidenceLine => ({
  kind: 'output',
  at,
  atMs: Date.UTC(2026, 10, 29, 2, 14, 5),
  where: '6 db-1',
  text,
});

describe('evidence', () => {
  test('is quoted by value and linked to where it stands', () => {
    expect(toEvidenceMarkdown(maintenance, [line('ERROR: no such column'), line('aborted', 1_235)])).toBe(
      [
        '> [line 1234 and 1 after it](#/m/m-1/console?row=1234), 2026-11-29 02:14:05 UTC, 6 db-1:',
        '>',
        '> ```',
        '> ERROR: no such column',
        '> aborted',
        '> ```',
      ].join('\n'),
    );
  });

  test('of an event leads to that event', () => {
    const event: EvidenceLine = { kind: 'event', at: 12, atMs: 0, text: 'Ada started the run.' };
    expect(toEvidenceMarkdown(maintenance, [event])).toContain('[event 12](#/m/m-1/console?event=12), 1970-01-01');
  });

  test('says how much of it was cut', () => {
    const many = Array.from({ length: evidenceLimits.lines + 3 }, (_, index) => line('x', index));
    expect(toEvidenceMarkdown(maintenance, many)).toMatch(/and 3 more lines$/);
  });

  test('whatever a host printed, it stays one quotation with the words in it', () => {
    const nasty = fc.oneof(fc.string(), fc.constantFrom('```', '~~~', '> x', '````js', '</pre>', '# x', '\r\n', ''));
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 8 }), (texts) => {
        const root = toMarkdownTree(
          toEvidenceMarkdown(
            maintenance,
            texts.map((text) => line(text)),
          ),
        );
        expect(root?.children.map(({ type }) => type)).toEqual(['blockquote']);
        const quote = root?.children[0];
        const code = quote?.type === 'blockquote' ? quote.children[1] : undefined;
        expect(code?.type).toBe('code');
        expect(quote?.type === 'blockquote' ? quote.children.length : 0).toBe(2);
      }),
    );
  });
});

test('a link is read back to the place it leads to, and no other address is', () => {
  const place = fc.record({
    kind: fc.constantFrom('output' as const, 'event' as const),
    at: fc.nat(),
  });
  const id = 'm-test0001' as MaintenanceId;
  fc.assert(
    fc.property(place, (one) => {
      expect(parseEvidenceLink(toEvidenceLink(id, one))).toEqual({ maintenance: id, ...one });
    }),
  );
  for (const address of ['', '#/m/m-test0001/console', '#/m/x/console?row=1', 'https://x/#/m/m-test0001/console?row=1'])
    expect(parseEvidenceLink(address), address).toBeUndefined();
});
