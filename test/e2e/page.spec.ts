/** The page and its door, in a real browser: who gets in, what the policy lets run, and what a lost console looks like. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;

test.beforeEach(async () => {
  served = await ServedConsole.start();
});

test.afterEach(() => served.dispose());

/** Whatever a page complains of: errors, and what its policy has refused. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return complaints;
}

test('the invitation opens the console once; a reload and a second window of the same browser keep working', async ({
  page,
  context,
  browser,
}) => {
  const complaints = complaintsOf(page);
  await page.goto(served.url);
  await expect(page).toHaveTitle(/Drydock/);
  await expect(page.getByRole('navigation').first()).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/');
  await page.reload();
  await expect(page.getByRole('navigation').first()).toBeVisible();

  const second = await context.newPage();
  await second.goto(`http://127.0.0.1:${served.port}/`);
  await expect(second.getByRole('navigation').first()).toBeVisible();
  expect(complaints).toEqual([]);

  const stranger = await browser.newContext();
  const answer = await (await stranger.newPage()).goto(served.url);
  expect(answer?.status()).toBe(403);
  await stranger.close();
});

test('nothing inline runs in the page, and nothing is evaluated', async ({ page }) => {
  await page.goto(served.url);
  await expect(page.getByRole('navigation').first()).toBeVisible();
  const ran = await page.evaluate(async () => {
    const refused: string[] = [];
    document.addEventListener(
      'securitypolicyviolation',
      ({ effectiveDirective }) => void refused.push(effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'window.ranInline = true';
    document.body.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid red }';
    document.body.append(style);
    const image = new Image();
    image.src = 'http://evil.example/leak.png';
    await fetch('http://evil.example/').catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 0));
    return { isInlineRun: 'ranInline' in window, outline: getComputedStyle(document.body).outlineWidth, refused };
  });
  expect(ran.isInlineRun).toBe(false);
  expect(ran.outline).not.toBe('7px');
  expect(new Set(ran.refused)).toEqual(new Set(['script-src-elem', 'style-src-elem', 'img-src', 'connect-src']));
});

test('a page of another port, to which the browser gives the same cookies, cannot open the door', async ({
  page,
  context,
}) => {
  await page.goto(served.url);
  const other = createServer((_request, response) => response.end('<p>another program of this machine</p>'));
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const stranger = await context.newPage();
  await stranger.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
  const outcome = await stranger.evaluate(
    (port) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}/link`);
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      }),
    served.port,
  );
  expect(outcome).toBe('refused');
  other.closeAllConnections();
  other.close();
});

test('Ctrl-C leaves with a farewell and a clean exit', async ({ page }) => {
  await page.goto(served.url);
  await expect(page.getByRole('navigation').first()).toBeVisible();
  expect(await served.leave()).toBe(0);
  expect(served.said.at(-1)).toContain('Drydock has closed');
});
