/** Somebody who plans at a console: finds everything by its role and name, and fills in dialogs as a person does. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

export interface Colleague {
  readonly name: string;
  readonly role: string;
  readonly qualification?: string;
}

export class Planner {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  goTo(room: 'Maintenances' | 'Runbooks' | 'People'): Promise<void> {
    return this.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room, exact: true }).click();
  }

  tab(name: 'Brief' | 'Roster' | 'Readiness' | 'Notices' | 'Console'): Promise<void> {
    return this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  async addPerson({ name, role, qualification }: Colleague): Promise<void> {
    await this.goTo('People');
    await this.page.getByRole('button', { name: 'Add somebody' }).click();
    const dialog = this.dialog('Add somebody');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Roles').fill(role);
    await this.page.keyboard.press('Enter');
    if (qualification !== undefined) {
      await dialog.getByLabel('Qualifications').fill(qualification);
      await this.page.keyboard.press('Enter');
    }
    await dialog.getByRole('button', { name: 'Add them' }).click();
    await expect(dialog).toBeHidden();
  }

  /** The panel at the side of the address book. */
  async openPerson(name: string): Promise<Locator> {
    await this.goTo('People');
    // The room before it may name the same person in a row of its own.
    await this.page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await this.page.getByRole('row').filter({ hasText: name }).getByRole('link').click();
    return this.page.getByRole('complementary', { name });
  }

  async sitAs(name: string): Promise<Locator> {
    const panel = await this.openPerson(name);
    await panel.getByRole('button', { name: 'This is me' }).click();
    await expect(panel.getByRole('heading', { name: 'This is you' })).toBeVisible();
    return panel;
  }

  async openMaintenance(title: string): Promise<void> {
    await this.goTo('Maintenances');
    await this.page.getByRole('link', { name: title }).click();
  }

  /** A rule as the Readiness tells it. */
  rule(id: string): Locator {
    return this.page.getByRole('listitem', { name: new RegExp(`^${id}:`) });
  }

  /** The one action that satisfies a rule, begun where the rule stands. */
  async begin(rule: string, action: string | RegExp): Promise<void> {
    await this.tab('Readiness');
    await this.rule(rule).getByRole('button', { name: action }).click();
  }

  async expectRule(rule: string, standing: 'Satisfied' | 'Violated' | 'Not yet due'): Promise<void> {
    await this.tab('Readiness');
    await expect(this.rule(rule)).toContainText(standing);
  }

  /** Picks one of a select's options by what it says. */
  async pick(field: Locator, option: string | RegExp): Promise<void> {
    await field.click();
    await this.page.getByRole('option', { name: option }).click();
  }

  /** What a button saves as a file. */
  async saved(press: () => Promise<void>): Promise<string> {
    const coming = this.page.waitForEvent('download');
    await press();
    return readFileSync(await (await coming).path(), 'utf8');
  }

  /** Gives a file to a button that asks for one. */
  async give(button: string, content: string): Promise<void> {
    const asking = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: button }).click();
    await (await asking).setFiles({ name: 'file.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  }
}
