/** Two windows write one announcement: what one saved the other takes, and nothing that was not seen is written over or published. */
import { expect, it } from 'vitest';
import type { MaintenanceId } from '../../../src/core/ids.ts';
import { LinkFailure } from '../../../src/renderer/link/link.ts';
import { createAnnouncementDraft, isSeen } from '../../../src/renderer/model/announcement-draft.ts';
import { createFakeLink, settle } from './fake-link.ts';

const maintenance = 'm-1' as MaintenanceId;
interface Written {
  readonly version: number;
  readonly title: string;
  readonly text: string;
}

/** A host that keeps texts as the real one does: without what begins and ends them with nothing. */
function createHost() {
  let kept: Written = { version: 1, title: 'Sorry', text: 'It was away.' };
  const link = createFakeLink({
    'announcement.write': ({ version, title, text }: Written) => {
      if (version !== kept.version) throw new LinkFailure({ kind: 'stale', message: 'Somebody wrote another.' });
      kept = { version: version + 1, title: title.trim(), text: text.trim() };
      return { version: kept.version, textHash: 'x' };
    },
  });
  return {
    kept: () => kept,
    window() {
      let answers = 0;
      const draft = createAnnouncementDraft(link, maintenance, kept, () => {
        answers += 1;
      });
      return Object.assign(draft, {
        answers: () => answers,
        write(text: string) {
          draft.edit((before) => ({ ...before, text }), 'text');
        },
        text: () => draft.getState().value.text,
        isPublishable: () => isSeen(draft.getState(), kept),
      });
    },
  };
}

it('takes what another saved while nothing is unsaved here, and goes on from there', async () => {
  const host = createHost();
  const [mine, theirs] = [host.window(), host.window()];
  theirs.write('It was away for an hour.');
  await theirs.save();
  expect(mine.isPublishable()).toBe(false);
  mine.see(host.kept());
  expect(mine.text()).toBe('It was away for an hour.');
  expect(mine.isPublishable()).toBe(true);
  mine.write('It was away for two hours.');
  await mine.save();
  expect(host.kept()).toMatchObject({ version: 3, text: 'It was away for two hours.' });
  expect(mine.answers()).toBe(1);
  // It goes back and forth as often as they like, also to words that stood there before.
  mine.see(host.kept());
  theirs.see(host.kept());
  theirs.write('It was away for an hour.');
  await theirs.save();
  mine.see(host.kept());
  expect(mine.text()).toBe('It was away for an hour.');
});

it('writes over nothing that was not seen, however often it saves by itself, until somebody says so', async () => {
  const host = createHost();
  const [mine, theirs] = [host.window(), host.window()];
  mine.write('Mine.');
  theirs.write('Theirs.');
  await theirs.save();
  mine.see(host.kept());
  for (const text of ['Mine.', 'Mine, and more.']) {
    mine.write(text);
    await mine.save();
    expect(mine.getState()).toMatchObject({ saving: 'failed', failure: { kind: 'stale' } });
    expect(mine.text()).toBe(text);
    expect(mine.isPublishable()).toBe(false);
  }
  expect(host.kept().text).toBe('Theirs.');
  await mine.saveOver();
  expect(mine.getState()).toMatchObject({ saving: 'saved', failure: undefined });
  expect(host.kept().text).toBe('Mine, and more.');
  mine.write('Mine, and still more.');
  await mine.save();
  expect(host.kept().text).toBe('Mine, and still more.');
});

it('takes theirs instead, and has its own again by the undo', async () => {
  const host = createHost();
  const [mine, theirs] = [host.window(), host.window()];
  theirs.write('Theirs.');
  await theirs.save();
  mine.write('Mine.');
  await mine.save();
  mine.see(host.kept());
  mine.takeSeen();
  await settle();
  expect(mine.getState()).toMatchObject({ saving: 'saved', failure: undefined, value: { text: 'Theirs.' } });
  expect(host.kept().version).toBe(2);
  expect(mine.isPublishable()).toBe(true);
  mine.undo();
  await mine.save();
  expect(host.kept()).toMatchObject({ version: 3, text: 'Mine.' });
});

it('takes theirs by itself once what was unsaved is undone', async () => {
  const host = createHost();
  const [mine, theirs] = [host.window(), host.window()];
  mine.write('Mine.');
  theirs.write('Theirs.');
  await theirs.save();
  mine.see(host.kept());
  await mine.save();
  mine.undo();
  expect(mine.getState()).toMatchObject({ saving: 'saved', failure: undefined, value: { text: 'Theirs.' } });
});

it('leaves alone what is typed: neither the blank at its end nor an answer from before its save changes it', async () => {
  const host = createHost();
  const mine = host.window();
  const before = host.kept();
  mine.write('It was ');
  await mine.save();
  mine.see(before);
  mine.see(host.kept());
  expect(mine.text()).toBe('It was ');
  expect(mine.isPublishable()).toBe(true);
});
