/** A leader at the console: finds everything by its role and name, and uses the keyboard where a person would. */
import { expect, type Locator, type Page } from '@playwright/test';

export const practiceTitle = 'Practice: move the shop’s amounts to cents'.replace('’', "'");

export class Leader {
  readonly page: Page;
  readonly log: Locator;
  readonly steps: Locator;
  readonly side: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.log = page.getByRole('log');
    this.steps = page.getByRole('navigation', { name: 'Steps' });
    this.side = page.getByRole('complementary', { name: 'Run and step' });
    this.dialog = page.getByRole('dialog');
  }

  /** The first start: one click makes the practice maintenance and shows its plan. */
  async practise(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.getByRole('button', { name: 'Practice maintenance' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: practiceTitle })).toBeVisible();
  }

  /** A button of the maintenance's header, which stands before everything else that may have the same name. */
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name }).first();
  }

  /** The dialog has the focus where one types: nothing is clicked. */
  async start(title = practiceTitle): Promise<void> {
    await this.button('Start…').click();
    await expect(this.dialog.getByLabel(`Type “${title}” to start`)).toBeFocused();
    await this.page.keyboard.type(title);
    await this.page.keyboard.press('Enter');
    await expect(this.dialog).toBeHidden();
  }

  async sayDone(what: string): Promise<void> {
    await this.button('Say it is done…').click();
    await expect(this.dialog.getByLabel('What was done')).toBeFocused();
    await this.page.keyboard.type(what);
    await this.dialog.getByRole('button', { name: 'It is done' }).click();
    await expect(this.dialog).toBeHidden();
  }

  async confirmOnPractice(): Promise<void> {
    await this.button('Confirm on practice…').click();
    await expect(this.dialog.getByLabel('Type “practice” to confirm')).toBeFocused();
    await this.page.keyboard.type('practice');
    await this.page.keyboard.press('Enter');
    await expect(this.dialog).toBeHidden();
  }

  /** From the start to the step that is carried out at once after the confirmation. */
  async leadToTheWork(): Promise<void> {
    await this.start();
    await this.sayDone('said so in the shop’s channel');
    await this.confirmOnPractice();
  }

  /** A step's row in the list on the left; its state is part of its name. */
  step(title: string): Locator {
    return this.steps.getByRole('button', { name: title });
  }

  async expectStep(title: string, state: string): Promise<void> {
    await expect(this.step(title)).toContainText(state);
  }

  goTo(room: 'Maintenances' | 'Settings'): Promise<void> {
    return this.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room, exact: true }).click();
  }

  /** From the header of the maintenance, while the run goes on. */
  async misbehave(way: string | RegExp, said: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Misbehave…' }).click();
    const ways = this.page.getByRole('dialog', { name: 'Misbehave…' });
    await ways.getByRole('button', { name: way }).click();
    await expect(ways.getByRole('status')).toContainText(said);
    await this.page.keyboard.press('Escape');
    await expect(ways).toBeHidden();
  }

  /** Every line of a step from the one with `first` to the one with `last`: its lines alone, picked and copied. */
  async copyLines(title: string, first: string, last: string): Promise<readonly string[]> {
    await this.step(title).click();
    await this.side.getByRole('button', { name: 'Its lines only' }).click();
    await this.log.focus();
    await this.page.keyboard.press('Home');
    await this.log.getByText(first).click();
    await this.log.focus();
    await this.page.keyboard.press('End');
    await this.log.getByText(last).click({ modifiers: ['Shift'] });
    await this.page.keyboard.press('ControlOrMeta+c');
    await expect(this.page.getByText(/^Copied [\d,]+ lines$/)).toBeVisible();
    await this.side.getByRole('button', { name: 'Show all lines' }).click();
    return (await this.page.evaluate(() => navigator.clipboard.readText())).split('\n');
  }

  async complete(note: string): Promise<void> {
    await this.button('Complete…').click();
    await expect(this.dialog.getByLabel('Note')).toBeFocused();
    await this.page.keyboard.type(note);
    await this.dialog.getByRole('button', { name: 'Complete' }).click();
    await expect(this.dialog).toBeHidden();
  }
}
