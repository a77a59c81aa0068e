/** Somebody who follows from a browser of their own: comes by an invite, waits for the leader’s word, and asks for nothing that is refused. */
import { type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test';

export class Follower {
  readonly page: Page;
  readonly log: Locator;
  readonly bar: Locator;
  /** What was asked and refused: a screen that offers only what may be done asks for nothing else. */
  readonly refusals: string[] = [];
  /** What the browser itself complained of. */
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    this.log = page.getByRole('log');
    this.bar = page.getByRole('region', { name: 'How you follow' });
    page.on('websocket', (socket) => {
      const asked = new Map<number, string>();
      socket.on('framesent', ({ payload }) => {
        const { id, request } = JSON.parse(String(payload)) as { readonly id: number; readonly request: string };
        asked.set(id, request);
      });
      socket.on('framereceived', ({ payload }) => {
        const { id = 0, ok } = JSON.parse(String(payload)) as { readonly id?: number; readonly ok?: boolean };
        // What was on its way when following ended is refused, and nobody could have known.
        if (ok === false && !/went to another console|has been revoked/.test(String(payload)))
          this.refusals.push(`${asked.get(id)}: ${payload}`);
      });
    });
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (said) => {
      if (said.type() === 'error') this.complaints.push(said.text());
    });
  }

  static async open(browser: Browser): Promise<Follower> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    return new Follower(context, await context.newPage());
  }

  /** Opens the invite and says who they are; then the leader’s word is waited for. */
  async come(link: string, name: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByLabel('Your name').fill(name);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('heading', { name: 'Waiting for the leader' })).toBeVisible();
  }

  tab(
    name:
      | 'For you'
      | 'Brief'
      | 'Work plan'
      | 'Roster'
      | 'Backups'
      | 'Readiness'
      | 'Notices'
      | 'Console'
      | 'Post-mortem',
  ): Promise<void> {
    return this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
