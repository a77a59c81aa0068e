/** CON-5: a bundle opened in a buddy’s own screens, searched and commented on, and what they said imported at the leader’s. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { toFingerprint } from '../../src/core/approval/identity.ts';
import { verifyBundle } from '../../src/main/bundle/verify.ts';
import { isSignedBy } from '../../src/main/desk/signing/console-identity.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { makeReported } from '../fixtures/reported.ts';
import { expectAccessible } from './accessibility.ts';
import { picture } from './picture.ts';
import { ServedConsole } from './served-console.ts';

const bo = { name: 'Bo Lind', roles: ['buddy'], qualifications: [], services: [], zone: 'UTC' };

test('a buddy reads a bundle, says what they think, and the leader takes it in', async ({ page, context }) => {
  const [theirs, ours] = await Promise.all([makeWorkspace(), makeWorkspace()]);
  const leader = await TestConsole.open(theirs.folder);
  const { id: person } = await leader.ask('person.save', { person: bo });
  const { maintenance } = await makeReported(leader);
  await leader.ask('note.add', { maintenance, text: 'the cellar was flooded' });
  const file = join(theirs.folder, 'tonight.drydock.zip');
  await leader.ask('bundle.write', { maintenance, file });
  const elsewhere = await TestConsole.open(ours.folder);
  await elsewhere.ask('person.save', { person: bo });
  const { text: key, fingerprint } = await elsewhere.ask('identity.show', {});
  await elsewhere.close();
  await leader.ask('person.trustKey', { person, fingerprint, key });
  await leader.close();

  const buddy = await ServedConsole.start({ workspace: ours.folder });
  await page.goto(buddy.url);
  await page.goto(`http://127.0.0.1:${buddy.port}/#/people/bo-lind`);
  await page.getByRole('complementary', { name: 'Bo Lind' }).getByRole('button', { name: 'This is me' }).click();
  await page.goto(`http://127.0.0.1:${buddy.port}/#/maintenances`);
  await page.getByRole('button', { name: 'Open a bundle…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a bundle' });
  await dialog.getByLabel('The file on this console’s machine').fill(join(ours.folder, 'drydock.sqlite'));
  await dialog.getByRole('button', { name: 'Prove it, and open it' }).click();
  await expect(dialog.getByRole('alert')).toContainText('It is no bundle');
  await picture(page, 'bundle-refused');
  await dialog.getByLabel('The file on this console’s machine').fill(file);
  await dialog.getByRole('button', { name: 'Prove it, and open it' }).click();
  await picture(page, 'bundle-proved');
  const opening = context.waitForEvent('page');
  await dialog.getByRole('link', { name: 'read the bundle' }).click();
  const reading = await opening;

  const bar = reading.getByRole('region', { name: 'The bundle you read' });
  await expect(bar).toContainText('tonight.drydock.zip');
  await expect(bar).toContainText('Whole, signed with a key nobody here knows');
  await expectAccessible(reading, 'a bundle');
  await expect(reading.getByRole('button', { name: /Hold|Share|Resume/ })).toHaveCount(0);
  const search = reading
    .getByRole('searchbox')
    .or(reading.getByPlaceholder(/Search/))
    .first();
  await search.fill('cellar');
  await expect(reading.getByText('the cellar was flooded').first()).toBeVisible();
  await picture(reading, 'bundle-console');
  await reading.getByRole('textbox', { name: 'Say something to the others' }).fill('was the pump on?');
  await reading.keyboard.press('Enter');
  await expect(reading.getByRole('complementary').getByText('was the pump on?')).toBeVisible();
  await expect(bar).toContainText('1 comment or mark is in no file yet');
  await picture(reading, 'bundle-commented');
  const asking = reading.waitForEvent('dialog');
  await reading.close({ runBeforeUnload: true });
  const asked = await asking;
  expect(asked.type()).toBe('beforeunload');
  await asked.dismiss();
  await reading.getByRole('tab', { name: 'Post-mortem' }).click();
  await expect(reading.getByRole('heading', { name: /Tonight/ }).first()).toBeVisible();
  await picture(reading, 'bundle-report');
  const downloading = reading.waitForEvent('download');
  await bar.getByRole('button', { name: 'Save them as a file…' }).click();
  const remarks = readFileSync(await (await downloading).path());
  await expect(bar).toContainText('What you said is in the file you saved');
  await bar.getByRole('button', { name: 'Close…' }).click();
  await reading.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(reading.getByRole('heading', { name: 'The bundle is closed' })).toBeVisible();
  await buddy.leave();

  const served = await ServedConsole.start({ workspace: theirs.folder });
  await page.goto(served.url);
  await page.goto(`http://127.0.0.1:${served.port}/#/m/${maintenance}/console`);
  const talk = page.getByRole('complementary', { name: 'Run and step' });
  const importing = (buffer: Buffer) =>
    talk.locator('input[type=file]').setInputFiles({ name: 'bo.drydock.json', mimeType: 'application/json', buffer });
  await importing(Buffer.from(remarks.toString().replace('pump', 'lamp')));
  await expect(talk.getByRole('alert')).toContainText('The signature is not of this file');
  await picture(page, 'bundle-import-refused');
  await importing(remarks);
  await expect(talk.getByText(/1 taken in, as said by Bo Lind/)).toBeVisible();
  await expect(talk.getByText('was the pump on?')).toBeVisible();
  await picture(page, 'bundle-imported');
  await page.getByRole('button', { name: 'Share…' }).click();
  const after = join(theirs.folder, 'after.drydock.zip');
  await page.getByLabel('New file on this console’s machine').fill(after);
  await page.getByRole('button', { name: 'Write the file' }).click();
  await expect(page.getByText(/ written$/)).toBeVisible();
  const verified = await verifyBundle(after, { isSignedBy, toFingerprint });
  expect(verified).toMatchObject({
    ok: true,
    value: { isWhole: true, manifest: { maintenance: { title: 'Tonight' } } },
  });
  await served.leave();
  await Promise.all([theirs.remove(), ours.remove()]);
});

test('where the window knows where a file lies, a bundle is chosen or dropped instead of typed', async ({ page }) => {
  const console = await ServedConsole.start();
  // The bridge of Electron’s preload script, stood in for over the browser’s own door.
  await page.addInitScript(`
    if (location.port === '${console.port}') {
      const socket = new WebSocket('ws://' + location.host + '/link');
      window.drydock = {
        post: (frame) => socket.send(frame),
        onFrame: (call) => { socket.onmessage = ({ data }) => call(data); return () => {}; },
        onContact: (call) => {
          if (socket.readyState === WebSocket.OPEN) call({ state: 'open' });
          else socket.onopen = () => call({ state: 'open' });
          return () => {};
        },
        pathOf: (file) => '/home/kim/' + file.name,
      };
    }`);
  await page.goto(console.url);
  await page.getByRole('button', { name: 'Open a bundle…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a bundle' });
  const field = dialog.getByLabel('The file on this console’s machine');
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose…' }).click();
  const file = { name: 'tonight.drydock.zip', mimeType: 'application/zip', buffer: Buffer.from('no bundle') };
  await (await choosing).setFiles(file);
  await expect(field).toHaveValue('/home/kim/tonight.drydock.zip');
  await expectAccessible(page, 'choosing a bundle');
  await picture(page, 'bundle-chosen');
  const dropped = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([], 'another.drydock.zip'));
    return transfer;
  })()`);
  await field.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(field).toHaveValue('/home/kim/another.drydock.zip');
  await dialog.getByRole('button', { name: 'Prove it, and open it' }).click();
  await expect(dialog.getByRole('alert')).toContainText('another.drydock.zip');
  await console.dispose();
});
