/** The tables of events and commands are put together from their areas without losing one. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { engineCommandSchemas } from '../../../src/core/maintenance/commands/engine-commands.ts';
import { followerCommandSchemas } from '../../../src/core/maintenance/commands/follower-commands.ts';
import { leadCommandSchemas } from '../../../src/core/maintenance/commands/lead-commands.ts';
import { outboxCommandSchemas } from '../../../src/core/maintenance/commands/outbox-commands.ts';
import { verificationCommandSchemas } from '../../../src/core/maintenance/commands/verification-commands.ts';
import { personCommandSchemas } from '../../../src/core/maintenance/commands.ts';
import { dataSchemas } from '../../../src/core/maintenance/events.ts';

test('every event of every area can stand in the journal, and belongs to one area only', async () => {
  expect(await typesOf('events', '-events.ts')).toEqual(Object.keys(dataSchemas).toSorted());
});

test('every command of every area can be given, by a person, the engine, the outbox, the verification, the door for followers or the desk, and belongs to one area only', async () => {
  const given = [
    personCommandSchemas,
    engineCommandSchemas,
    outboxCommandSchemas,
    verificationCommandSchemas,
    followerCommandSchemas,
    leadCommandSchemas,
  ].flatMap((table) => Object.keys(table));
  expect(await typesOf('commands', '-commands.ts')).toEqual(given.toSorted());
});

/** The keys of every table that the area files of `folder` export, doubles and all. */
async function typesOf(folder: string, ending: string): Promise<readonly string[]> {
  const url = new URL(`../../../src/core/maintenance/${folder}/`, import.meta.url);
  const files = readdirSync(url).filter((file) => file.endsWith(ending));
  const areas = await Promise.all(files.map(async (file): Promise<object> => import(new URL(file, url).href)));
  return areas
    .flatMap((area) => Object.values(area))
    .flatMap((table: object) => Object.keys(table))
    .toSorted();
}
