/** What may be asked of reports: list, read, write. Reviews and publications stand in `report-reviews.ts`. */
import { z } from 'zod';
import { trackerSchema } from '../../core/postmortem/issues.ts';
import {
  actionItemTextSchema,
  incidentFieldsSchema,
  reportKindSchema,
  reportLimits,
  sectionIdSchema,
  serviceLevelSchema,
} from '../../core/postmortem/report.ts';
import { reportTitleSchema } from '../../core/postmortem/report-text.ts';
import { partIdSchema, serviceSchema } from '../../core/roster/names.ts';
import { reportLockSchema, reportSummarySchema, reportVersionSchema, reportViewSchema } from '../report-shapes.ts';
import { command, maintenance, nothing, type RequestShape } from '../request-shape.ts';

/** The version the edit was made from: another by now, and it is refused as `stale`. */
const version = z.int().min(1);
const written = z.strictObject({ version: z.int(), textHash: z.string() });
const seq = z.strictObject({ seq: z.int() });

function edit<Fields extends z.ZodRawShape>(does: string, fields: Fields) {
  return {
    does: `${does} Refused where somebody else edits it, or has edited it since that version.`,
    right: 'draft',
    input: z.strictObject({ maintenance, version, ...fields }),
    output: written,
  } as const;
}

export const reportRequests = {
  'report.list': {
    does: 'Lists every maintenance that was run, with how its report stands; newest first.',
    right: 'read',
    input: nothing,
    output: z.array(reportSummarySchema),
  },
  'report.show': {
    does: 'Shows the report of a maintenance, whole: facts, text, review, and what may be done now and why not.',
    right: 'read',
    input: z.strictObject({ maintenance }),
    output: reportViewSchema,
  },
  'report.begin': {
    does: 'Begins the report and drafts it from the journal, or makes it another kind of report and keeps its words.',
    right: 'draft',
    input: z.strictObject({ maintenance, kind: reportKindSchema }),
    output: written,
  },
  'report.redraft': edit('Draws the draft from the journal anew; what people wrote stays as it is.', {}),
  'report.writeSection': edit('Writes a section instead of its draft; without a text the draft stands again.', {
    section: sectionIdSchema,
    written: z.string().max(reportLimits.sectionCharacters).optional(),
  }),
  'report.setInternal': edit('Marks a section as internal, never to be published, or not.', {
    section: sectionIdSchema,
    isInternal: z.boolean(),
  }),
  'report.setNotApplicable': edit('Says that a section does not apply, and why; without a reason it applies again.', {
    section: sectionIdSchema,
    reason: z.string().trim().min(1).max(2_000).optional(),
  }),
  'report.setTitle': edit('Gives the report another title.', { title: reportTitleSchema }),
  'report.setIncident': edit('Fills in what an IncidentReport states beside its text.', {
    incident: incidentFieldsSchema,
  }),
  'actionItem.set': edit('Adds an action item, or changes the one of that id.', { item: actionItemTextSchema }),
  'actionItem.remove': edit('Takes an action item out of the report.', { item: partIdSchema }),
  'actionItem.state': {
    does: 'Says that an action item is done, dropped, or open again.',
    right: 'lead',
    input: z.strictObject({
      maintenance,
      item: partIdSchema,
      state: z.enum(['open', 'done', 'dropped']),
      note: z.string().max(10_000).optional(),
    }),
    output: seq,
  },
  'actionItem.export': {
    does: 'Writes the action items of a report as issues: for gh, GitLab, Phabricator, or as plain CSV. Those that are open and tracked nowhere.',
    right: 'read',
    input: z.strictObject({
      maintenance,
      tracker: trackerSchema,
      /** Also what is done, dropped, or tracked elsewhere already: as plain CSV alone, which makes no issues. */
      isAll: z.boolean().default(false),
    }),
    output: z.strictObject({ file: z.string(), mediaType: z.string(), text: z.string(), count: z.int() }),
  },
  'report.lock': {
    does: 'Takes the turn to edit, or keeps it: it expires by itself. Refused while another has it.',
    right: 'draft',
    input: z.strictObject({ maintenance }),
    output: reportLockSchema,
  },
  'report.unlock': {
    does: 'Gives the turn to edit back.',
    right: 'draft',
    input: z.strictObject({ maintenance }),
    output: nothing,
  },
  'report.versions': {
    does: 'Lists the versions of a report’s text, newest first; or those before one of them.',
    right: 'read',
    input: z.strictObject({
      maintenance,
      /** Older than this version. */
      before: version.optional(),
      limit: z.int().min(1).max(1_000).default(200),
    }),
    output: z.strictObject({
      versions: z.array(z.strictObject({ version: z.int(), savedAtMs: z.int(), savedBy: z.string() })),
      isCut: z.boolean(),
    }),
  },
  'report.version': {
    does: 'Reads one version of a report’s text.',
    right: 'read',
    input: z.strictObject({ maintenance, version }),
    output: reportVersionSchema,
  },
  'serviceState.mark': {
    does: 'Marks that a service is up, up in part or down, now or since an instant.',
    right: 'lead',
    input: z.strictObject({
      maintenance,
      service: serviceSchema,
      level: serviceLevelSchema,
      atMs: z.int().min(0).optional(),
      note: z.string().max(10_000).optional(),
    }),
    output: z.strictObject({ seq: z.int(), mark: partIdSchema }),
  },
  'serviceState.withdraw': command('Takes a mark of a service back.', 'withdraw-service-mark'),
  'maintenance.close': command(
    'Closes a maintenance that is over: nothing of it is waited for any more. After an overrun not without a published IncidentReport.',
    'close-maintenance',
  ),
} as const satisfies Record<string, RequestShape>;
