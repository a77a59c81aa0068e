/** Reads a bundle for whoever takes its maintenance in: its events at once, its rows as a stream. Look it through first. */
import { z } from 'zod';
import { attemptsName, bundleLimits, journalName } from '../../core/bundle/layout.ts';
import type { Manifest } from '../../core/bundle/manifest.ts';
import { type RowLine, rowChainStart } from '../../core/bundle/row-line.ts';
import { taskIdSchema } from '../../core/ids.ts';
import { fail } from '../../core/result.ts';
import type { StoredAttempt, StoredEvent } from '../store/stored.ts';
import { type Archive, type ArchiveEntry, BadEntry, openArchive } from './archive-reader.ts';
import { parseEventLine, parseOutputLine } from './chained-lines.ts';
import { readLines, readText } from './line-reader.ts';
import { TooLarge } from './too-large.ts';

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

/** What reading an opened bundle throws, in words; what is no fault of the bundle is thrown on. */
export function refuseNonsense(error: unknown): ReturnType<typeof fail> {
  if (error instanceof TooLarge) return fail('too-large', `This bundle cannot be opened: ${error.message}; not read.`);
  if (!(error instanceof BadEntry || error instanceof SyntaxError)) throw error;
  return fail('not-whole', `This bundle cannot be opened: ${error.message}.`, {
    advice: 'It is signed, but not as Drydock writes one. Do not believe it.',
  });
}

export interface OpenBundle {
  events(): Promise<readonly StoredEvent[]>;
  attempts(): Promise<readonly StoredAttempt[]>;
  rows(): AsyncGenerator<RowLine>;
  /** What a JSON file of it says; `undefined` where it has none of that name. */
  document(name: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Throws `BadEntry` where anything is not as `verifyBundle` found it: somebody may write to the file meanwhile. And `TooLarge`. */
export async function openBundle(file: string, manifest: Manifest): Promise<OpenBundle> {
  const opened = await openArchive(file);
  if (!opened.ok) throw new BadEntry(opened.failure.message);
  const archive = opened.value;
  return {
    async events() {
      const events: StoredEvent[] = [];
      for await (const line of readLines(archive.read(entryOf(archive, journalName)), bundleLimits.journalLineBytes)) {
        const parsed = parseEventLine(line);
        if (parsed === undefined) throw changed();
        if (events.length >= bundleLimits.events) throw new TooLarge(journalName, bundleLimits.events, 'events');
        events.push(parsed.event);
      }
      if (events.at(-1)?.hash !== manifest.journal.lastHash) throw changed();
      return events;
    },
    async attempts() {
      const { text } = await readText(archive.read(entryOf(archive, attemptsName)));
      const parsed = attemptsSchema.safeParse(JSON.parse(text));
      if (!parsed.success) throw new BadEntry(`${attemptsName} is not what a bundle has`);
      return parsed.data;
    },
    async *rows() {
      let last = rowChainStart;
      for (const { name } of manifest.output.parts) {
        for await (const line of readLines(archive.read(entryOf(archive, name)), bundleLimits.outputLineBytes)) {
          const parsed = parseOutputLine(line);
          const hash = parsed?.fitsAfter(last);
          if (parsed === undefined || hash === undefined) throw changed();
          last = hash;
          yield parsed.row;
        }
      }
      if (last !== manifest.output.lastHash) throw changed();
    },
    async document(name) {
      const entry = archive.find(name);
      if (entry === undefined) return undefined;
      const { text, sha256 } = await readText(archive.read(entry));
      if (manifest.files.find((one) => one.name === name)?.sha256 !== sha256) throw changed();
      return JSON.parse(text) as unknown;
    },
    close: () => archive.close(),
  };
}

function changed(): BadEntry {
  return new BadEntry('it was changed while it was read');
}

function entryOf(archive: Archive, name: string): ArchiveEntry {
  const entry = archive.find(name);
  if (entry === undefined) throw new BadEntry(`${name} is missing`);
  return entry;
}
