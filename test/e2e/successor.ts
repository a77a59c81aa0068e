/** Who takes the lead over, at a console of their own: by an invite, and by the fingerprints that are read out. */
import { expect, type Locator, type Page } from '@playwright/test';
import { readOut } from './sharing-leader.ts';

export class Successor {
  readonly page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'Taking over the lead' });
  }

  /** From the room of maintenances; then the leader’s word is waited for. */
  async ask(invite: string, name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Take over the lead…' }).click();
    const begin = this.page.getByRole('dialog', { name: 'Take over the lead' });
    await begin.getByLabel('Their invite').fill(invite);
    await begin.getByLabel('Your name').fill(name);
    await begin.getByRole('button', { name: 'Ask to be let in' }).click();
    await expect(this.panel).toContainText('Waiting until the leader lets you in');
  }

  /** Once it is offered. Resolves with the fingerprint of this console, to be read out to the leader. */
  async accept(): Promise<string> {
    await expect(this.panel).toContainText('offers you the lead');
    const fingerprint = await readOut(this.panel);
    await this.panel.getByRole('button', { name: 'Accept the lead' }).click();
    return fingerprint;
  }

  /** Once it was passed on by the console of this fingerprint. Ends in its log. */
  async takeIn(from: string): Promise<void> {
    await this.panel.getByRole('textbox').fill(from);
    await this.panel.getByRole('button', { name: 'Take it in' }).click();
    await expect(this.panel).toContainText('Nothing new begins before you go on');
    await this.panel.getByRole('button', { name: 'Open it' }).click();
  }
}
