/** Takes a bundle that was proved into a store of its own: its output as a stream, its journal in one go, and what was written beside it. */

import { z } from 'zod';
import { announcementName, policyName, reportTextName } from '../../../core/bundle/layout.ts';
import type { Manifest } from '../../../core/bundle/manifest.ts';
import { policySchema } from '../../../core/policy/policy.ts';
import { reportTextSchema } from '../../../core/postmortem/report-text.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { BadEntry } from '../../bundle/archive-reader.ts';
import { type OpenBundle, openBundle } from '../../bundle/import.ts';
import type { Store } from '../../store/store.ts';
import type { StoredEvent } from '../../store/stored.ts';
import { takeRows } from '../bundle/bundle-rows.ts';
import { announcementBody, announcementDocument, reportDocument } from '../report/report-book.ts';

/** The store must be empty: where this fails, it is of no use. */
export async function takeIn(store: Store, file: string, manifest: Manifest): Promise<Result<void, Failure>> {
  let bundle: OpenBundle | undefined;
  try {
    bundle = await openBundle(file, manifest);
    const events = await bundle.events();
    if (!hasOrderedRows(events, manifest.output.rows)) throw new BadEntry('its journal does not belong to its output');
    await takeRows(store, bundle, manifest);
    const adopted = store.adopt(manifest.maintenance.id, events);
    return adopted.ok ? await takeDocuments(store, bundle, manifest) : adopted;
  } catch (error) {
    if (!(error instanceof BadEntry || error instanceof SyntaxError)) throw error;
    return fail('not-whole', `This bundle cannot be opened: ${error.message}.`, {
      advice: 'It is signed, but not as Drydock writes one. Do not believe it.',
    });
  } finally {
    await bundle?.close();
  }
}

/** An event stands before a row that is there, or behind the last. */
function hasOrderedRows(events: readonly StoredEvent[], rows: number): boolean {
  return events.every(({ row }, index) => row <= rows && row >= (events[index - 1]?.row ?? 0));
}

const writtenText = z.strictObject({ savedAtMs: z.int().min(0), savedBy: z.string().max(200), text: reportTextSchema });

/** A bundle of an older Drydock has none of them: then there is no report to be shown, and the default policy. */
async function takeDocuments(
  { documents }: Store,
  bundle: OpenBundle,
  { maintenance: { id }, madeAtMs, madeBy }: Manifest,
): Promise<Result<void, Failure>> {
  const policy = await read(bundle, policyName, policySchema);
  const report = await read(bundle, reportTextName, writtenText);
  const announcement = await read(bundle, announcementName, announcementBody);
  const written = [
    ...(policy === undefined ? [] : [documents.put('policy', 'team', 0, policy, madeBy.name, madeAtMs)]),
    ...(report === undefined
      ? []
      : [documents.put(reportDocument, id, 0, report.text, report.savedBy, report.savedAtMs)]),
    ...(announcement === undefined
      ? []
      : [documents.put(announcementDocument, id, 0, announcement, madeBy.name, madeAtMs)]),
  ];
  return written.find((one) => !one.ok) ?? succeed(undefined);
}

async function read<T>(bundle: OpenBundle, name: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const said = await bundle.document(name);
  if (said === undefined) return undefined;
  const parsed = schema.safeParse(said);
  if (!parsed.success) throw new BadEntry(`${name} is not what a bundle has`);
  return parsed.data;
}
