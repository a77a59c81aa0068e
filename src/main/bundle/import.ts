/** Reads a bundle for whoever takes its maintenance in: its events at once, its rows as a stream. Look it through first. */
import { z } from 'zod';
import { attemptsName, bundleLimits, journalName } from '../../core/bundle/layout.ts';
import type { Manifest } from '../../core/bundle/manifest.ts';
import type { RowLine } from '../../core/bundle/row-line.ts';
import { taskIdSchema } from '../../core/ids.ts';
import type { StoredAttempt, StoredEvent } from '../store/stored.ts';
import { type Archive, type ArchiveEntry, BadEntry, openArchive } from './archive-reader.ts';
import { parseEventLine, parseOutputLine } from './chained-lines.ts';
import { readLines, readText } from './line-reader.ts';

const streams = z.strictObject({ stdout: z.int().min(0), stderr: z.int().min(0) });
const attemptsSchema = z
  .array(
    z.strictObject({
      task: taskIdSchema,
      attempt: z.int().min(1),
      rows: z.int().min(0),
      bytes: streams,
      offsets: streams,
    }),
  )
  .max(1_000_000);

/** As many events as are read into memory at once, which is how a journal is folded anyway. */
const eventsAtMost = 500_000;

export interface OpenBundle {
  events(): Promise<readonly StoredEvent[]>;
  attempts(): Promise<readonly StoredAttempt[]>;
  rows(): AsyncGenerator<RowLine>;
  close(): Promise<void>;
}

/** Throws where anything is not as `verifyBundle` found it. */
export async function openBundle(file: string, manifest: Manifest): Promise<OpenBundle> {
  const opened = await openArchive(file);
  if (!opened.ok) throw new BadEntry(opened.failure.message);
  const archive = opened.value;
  return {
    async events() {
      const events: StoredEvent[] = [];
      for await (const line of readLines(archive.read(entryOf(archive, journalName)), bundleLimits.journalLineBytes)) {
        const parsed = parseEventLine(line);
        if (parsed === undefined || events.length >= eventsAtMost) throw new BadEntry('its journal is too long');
        events.push(parsed.event);
      }
      return events;
    },
    async attempts() {
      const { text } = await readText(archive.read(entryOf(archive, attemptsName)));
      return attemptsSchema.parse(JSON.parse(text));
    },
    async *rows() {
      for (const { name } of manifest.output.parts) {
        for await (const line of readLines(archive.read(entryOf(archive, name)), bundleLimits.outputLineBytes)) {
          const parsed = parseOutputLine(line);
          if (parsed === undefined) throw new BadEntry(`${name} has a line that is none`);
          yield parsed.row;
        }
      }
    },
    close: () => archive.close(),
  };
}

function entryOf(archive: Archive, name: string): ArchiveEntry {
  const entry = archive.find(name);
  if (entry === undefined) throw new BadEntry(`${name} is missing`);
  return entry;
}
