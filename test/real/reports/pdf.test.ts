/** A report printed by a real Chromium: its text can be taken out of the PDF again, whole, and what cannot be printed is said. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../../scripts/chromium.ts';
import { renderReport } from '../../../src/core/postmortem/render/render.ts';
import type { Report } from '../../../src/core/postmortem/report.ts';
import { createChromiumPrinter } from '../../../src/main/print/chromium.ts';
import { findChromium as findInstalled } from '../../../src/main/print/find-chromium.ts';
import { toDraftedReport } from '../../fixtures/postmortem/recorded.ts';
import { overrunReport, perfectReport, withHostileWords } from '../../fixtures/postmortem/reports.ts';

const printer = createChromiumPrinter(findChromium);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-pdf-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function toHtml(report: Report, audience: 'internal' | 'public' = 'internal'): string {
  const rendered = renderReport(report, 'html', { audience, form: 'whole' });
  if (!rendered.ok) throw new Error(rendered.failure.message);
  return rendered.value;
}

async function print(html: string): Promise<Uint8Array> {
  const printed = await printer.print(html, new AbortController().signal);
  if (!printed.ok) throw new Error(printed.failure.message);
  return printed.value;
}

function textOf(pdf: Uint8Array): string {
  const read = spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], { input: pdf, maxBuffer: 64 * 1024 * 1024 });
  if (read.status !== 0) throw new Error(String(read.stderr));
  return read.stdout.toString('utf8');
}

/** Of what is printed of the page: neither its head nor its list of contents. */
function wordsOf(html: string): string {
  const main = /<main>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '';
  const entities: Readonly<Record<string, string>> = { '#x3C': '<', '#x26': '&', '#x22': '"', '#x27': "'" };
  return main.replace(/<[^>]*>/g, ' ').replace(/&(#x\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

/** The head of a table stands again on each page that it goes on over; numbers of lists are no words. */
function withoutHead(page: string, html: string): string {
  const words = together(page.replace(/(?<=^|\n)\d+\. /g, ''));
  const heads = [...html.matchAll(/<thead>([\s\S]*?)<\/thead>/g)].map(([, head = '']) =>
    together(head.replace(/<[^>]*>/g, '')),
  );
  const again = heads.filter((head) => words.startsWith(head)).sort((a, b) => b.length - a.length)[0];
  return words.slice(again?.length ?? 0);
}

/** Where a line is broken, and how wide a space is, is the printer’s affair; so are the marks of lists. */
function together(text: string): string {
  return text.replace(/[\s•◦▪☐☑]/g, '');
}

describe('a report as PDF', () => {
  it.each([
    ['one that went wrong', overrunReport, 'internal'],
    ['the same for everybody', overrunReport, 'public'],
    ['a perfect one', perfectReport, 'internal'],
    ['one drafted from a recorded journal', toDraftedReport('overrun', 'incident-report'), 'internal'],
  ] as const)('has the text of the page: %s', async (_, report, audience) => {
    const html = toHtml(report, audience);
    const pdf = await print(html);
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    const pages = textOf(pdf).split('\f');
    expect(pages.map((page) => withoutHead(page, html)).join('')).toBe(together(wordsOf(html)));
  });

  it('is printed of hostile words too, and of a title that is a script', async () => {
    expect(textOf(await print(toHtml(withHostileWords(overrunReport))))).toContain('<script>alert(1)</script>');
  });

  it('leaves nothing behind on the machine', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('drydock-print-'));
    const before = left();
    await print(toHtml(perfectReport));
    expect(left().filter((name) => !before.includes(name))).toEqual([]);
  });

  it('runs nothing of the page and fetches nothing for it', async () => {
    const page = `<!doctype html><p id="x">still</p><script>document.getElementById('x').textContent = location.href + 'ran'</script>
      <iframe src="file:///etc/passwd"></iframe>`;
    const policy = `<meta http-equiv="content-security-policy" content="default-src 'none'">`;
    const text = textOf(await print(page.replace('<p', `${policy}<p`)));
    expect(text).toContain('still');
    expect(text).not.toMatch(/ran|root:/);
  });
});

describe('where it cannot be printed', () => {
  const signal = new AbortController().signal;

  it('says what is missing, and what to do instead', async () => {
    const printed = await createChromiumPrinter(() => undefined).print('x', signal);
    expect(printed).toMatchObject({
      ok: false,
      failure: { kind: 'no-printer', advice: expect.stringContaining('HTML') },
    });
    expect(findInstalled({ PATH: folder })).toSatisfy(
      (found) => found === undefined || !String(found).startsWith(folder),
    );
    expect(findInstalled({ CHROMIUM_PATH: join(folder, 'nothing'), PATH: process.env['PATH'] })).toBeUndefined();
  });

  it.each([
    ['prints nothing', 'exit 0', 'without a PDF'],
    ['fails', 'echo "no display" >&2; exit 7', 'ended with 7: no display'],
  ])('a program that %s', async (_, script, words) => {
    const program = join(folder, 'chromium');
    writeFileSync(program, `#!/bin/sh\n${script}\n`);
    chmodSync(program, 0o700);
    const printed = await createChromiumPrinter(() => program).print('x', signal);
    expect(printed).toMatchObject({
      ok: false,
      failure: { kind: 'print-failed', message: expect.stringContaining(words) },
    });
  });

  it('a program that never ends is ended, with whatever it started', async () => {
    const program = join(folder, 'hangs');
    writeFileSync(program, '#!/bin/sh\nsleep 3600 &\necho $! > "$0.pid"\nkill -USR1 $PPID 2>/dev/null\nwait\n');
    chmodSync(program, 0o700);
    const stop = new AbortController();
    const began = new Promise<void>((resolve) => process.once('SIGUSR1', () => resolve()));
    const printing = createChromiumPrinter(() => program).print('x', stop.signal);
    await began;
    stop.abort();
    expect(await printing).toMatchObject({ ok: false, failure: { kind: 'print-failed' } });
  });
});
