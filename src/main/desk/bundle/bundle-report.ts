/** What was written beside the journal of a bundle, read by its schema, and the report of it taken into a store. */
import { z } from 'zod';
import { announcementName, reportTextName } from '../../../core/bundle/layout.ts';
import type { Manifest } from '../../../core/bundle/manifest.ts';
import { reportTextSchema } from '../../../core/postmortem/report-text.ts';
import { type Failure, type Result, succeed } from '../../../core/result.ts';
import { toCanonicalJson } from '../../../core/text/canonical-json.ts';
import { BadEntry } from '../../bundle/archive-reader.ts';
import type { OpenBundle } from '../../bundle/import.ts';
import type { Store } from '../../store/store.ts';
import { announcementBody, announcementDocument, reportDocument } from '../report/report-book.ts';

const writtenText = z.strictObject({ savedAtMs: z.int().min(0), savedBy: z.string().max(200), text: reportTextSchema });

/**
 * The report and its announcement, where they were begun: a bundle of an older Drydock has none. What is here already becomes an
 * earlier version of it, and what is the same stays as it is.
 */
export async function takeReport(
  { documents }: Store,
  bundle: OpenBundle,
  { maintenance: { id }, madeAtMs, madeBy }: Manifest,
): Promise<Result<void, Failure>> {
  const report = await readDocument(bundle, reportTextName, writtenText);
  const announcement = await readDocument(bundle, announcementName, announcementBody);
  const put = (kind: string, body: unknown, savedBy: string, savedAtMs: number) => {
    const here = documents.get(kind, id);
    if (here !== undefined && toCanonicalJson(here.body) === toCanonicalJson(body)) return succeed(undefined);
    return documents.put(kind, id, here?.version ?? 0, body, savedBy, savedAtMs);
  };
  const taken = [
    ...(report === undefined ? [] : [put(reportDocument, report.text, report.savedBy, report.savedAtMs)]),
    ...(announcement === undefined ? [] : [put(announcementDocument, announcement, madeBy.name, madeAtMs)]),
  ];
  return taken.find((one) => !one.ok) ?? succeed(undefined);
}

/** Throws `BadEntry` where it is not what a bundle has there. */
export async function readDocument<T>(bundle: OpenBundle, name: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const said = await bundle.document(name);
  if (said === undefined) return undefined;
  const parsed = schema.safeParse(said);
  if (!parsed.success) throw new BadEntry(`${name} is not what a bundle has`);
  return parsed.data;
}
