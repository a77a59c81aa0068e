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

  /** Over a host of the workspace. Resolves with the line that a buddy with a browser is to type, once the host leads here. */
  async openDoorOver(host: string, port: number): Promise<string> {
    await this.page.getByRole('button', { name: 'Share…' }).click();
    await this.panel.getByLabel('Over a host that you both reach by SSH').check();
    await this.panel.getByRole('combobox', { name: 'The host' }).click();
    await this.page.getByRole('option', { name: host }).click();
    await this.panel.getByLabel('Port').fill(String(port));
    await this.panel.getByRole('button', { name: 'Open the door' }).click();
    await expect(this.panel.getByRole('status').filter({ hasText: `${host} leads here` })).toBeVisible();
    return this.panel.getByText(/^ssh -N -L /).innerText();
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

  /** To somebody who was let in. */
  async offerTheLead(to: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Share…' }).click();
    await this.panel.getByRole('combobox', { name: 'To whom' }).click();
    await this.page.getByRole('option', { name: to }).click();
    await this.panel.getByRole('button', { name: 'Offer the lead' }).click();
  }

  /** To whom has accepted, by what they read out. Resolves with the fingerprint of this console, to be read out to them. */
  async passTheLead(to: string, fingerprint: string): Promise<string> {
    await this.panel.getByRole('button', { name: 'Pass the lead on…' }).click();
    const passing = this.page.getByRole('dialog', { name: `Pass the lead on to ${to}` });
    await passing.getByRole('textbox').fill(fingerprint);
    await passing.getByRole('button', { name: 'Pass the lead on' }).click();
    await expect(passing).toBeHidden();
    await expect(this.page.getByText('They take it in by the key of this console')).toBeVisible();
    return readOut(this.page);
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

/** A fingerprint as it is read out over the phone. */
export async function readOut(place: Locator | Page): Promise<string> {
  const shown = place.locator('code', { hasText: /^SHA256:/ }).first();
  return (await shown.innerText()).trim();
}
