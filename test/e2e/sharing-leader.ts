/** A leader who shares: opens the door, makes invites, and gives their word on who comes. */
import { expect, type Locator, type Page } from '@playwright/test';

export class SharingLeader {
  readonly page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('dialog', { name: 'Share this maintenance' });
  }

  async openDoor(port: number): Promise<void> {
    await this.page.getByRole('button', { name: 'Share…' }).click();
    await this.panel.getByLabel('On this machine only').check();
    await this.panel.getByLabel('Port').fill(String(port));
    await this.panel.getByRole('button', { name: 'Open the door' }).click();
    await expect(this.panel.getByText(`Open at http://127.0.0.1:${port}`)).toBeVisible();
  }

  /** The panel stands open before and after. */
  async invite(role: 'Follow' | 'Review' | 'Assist', forWhom: string): Promise<string> {
    await this.panel.getByRole('radio', { name: role }).check();
    await this.panel.getByLabel('For whom').fill(forWhom);
    await this.panel.getByRole('button', { name: 'Make the invite' }).click();
    const link = await this.panel.getByLabel('The link').inputValue();
    await this.panel.getByRole('button', { name: 'Done' }).click();
    return link;
  }

  async closePanel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.panel).toBeHidden();
  }

  /** Where they stand on the roster too, as whom. */
  async letIn(name: string, person?: RegExp): Promise<void> {
    const wishes = this.page.getByRole('status', { name: 'Who asks to follow' });
    await expect(wishes).toContainText(`${name} asks to be let in`);
    await wishes.getByRole('button', { name: 'Let in…' }).click();
    const dialog = this.page.getByRole('dialog', { name: `Is this ${name}?` });
    if (person !== undefined) {
      await dialog.getByRole('combobox', { name: 'Who of the roster this is' }).click();
      await this.page.getByRole('option', { name: person }).click();
    }
    await dialog.getByRole('button', { name: `It is ${name}: let them in` }).click();
    await expect(dialog).toBeHidden();
  }

  async revoke(forWhom: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Share…' }).click();
    const invites = this.panel.getByRole('region', { name: 'Invites' });
    await invites.getByRole('listitem').filter({ hasText: forWhom }).getByRole('button', { name: 'Revoke…' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Revoke this invite?' });
    await dialog.getByRole('button', { name: 'Revoke it' }).click();
    await expect(dialog).toBeHidden();
    await this.closePanel();
  }
}
