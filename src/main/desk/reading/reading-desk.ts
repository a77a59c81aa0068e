/**
 * The desk of a bundle that is read. It has a store of its own and nothing besides: no engine, no SSH, no senders, no door for others. So
 * there is nothing here by which anything could run, whatever the bundle says and whoever asks.
 */
import type { BundleFacts } from '../../../contract/bundle-shapes.ts';
import { isReadingRequest, type ReadingRequest } from '../../../contract/reading-rights.ts';
import { requests } from '../../../contract/requests.ts';
import type { Manifest } from '../../../core/bundle/manifest.ts';
import type { Subject } from '../../../core/comment/comment.ts';
import { remarksLimit } from '../../../core/comment/remarks.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { answerWith, isRequest, noSuchRequest, refuse, toBadInput } from '../answers.ts';
import { fullFile, nobodyHere, toPlace, writeRemarks } from '../bundle/remarks-file.ts';
import { commandHandlers } from '../commands.ts';
import type { Caller, Desk } from '../desk.ts';
import type { Handlers } from '../handlers.ts';
import { changeHandlers } from '../maintenance/change.ts';
import { maintenanceLookingHandlers } from '../maintenance/maintenances.ts';
import { policyHandlers } from '../maintenance/policy.ts';
import { readinessHandlers } from '../maintenance/readiness.ts';
import { noticeSettingHandlers } from '../notice/notice-setting.ts';
import { noticePreviewHandlers } from '../notice/notices.ts';
import type { DeskParts } from '../parts.ts';
import { rosterHandlers } from '../people/roster.ts';
import { announcementLookingHandlers } from '../report/announcements.ts';
import { reportExportHandlers } from '../report/report-exports.ts';
import { ReportLocks } from '../report/report-locks.ts';
import { reportHandlers } from '../report/reports.ts';
import { logHandlers, Searches } from '../run/log.ts';
import { approvalDifferenceHandlers } from '../signing/approvals.ts';
import type { ConsoleIdentity } from '../signing/console-identity.ts';
import { findOwnRemarks } from './own-remarks.ts';

/** What a bundle needs to be read. Its clock stands still: what was due when it was written is what is due in it. */
type ReadingParts = Pick<DeskParts, 'store' | 'ledger' | 'news' | 'clock' | 'version'>;

export interface Reading {
  readonly manifest: Manifest;
  /** The file’s name, without its folder. */
  readonly file: string;
  readonly signer: BundleFacts['signer'];
  /** Who reads it; what they say bears their name. */
  readonly reader: Actor;
  /** The reader’s own console’s, which signs what they carry back. */
  readonly identity: ConsoleIdentity;
  readonly now: () => number;
  readonly close: () => void;
}

export function createReadingDesk(
  parts: ReadingParts,
  reading: Reading,
  report: (request: string, problem: unknown) => void,
): Desk {
  const searches = new Searches();
  const handlers = readingHandlers(parts, reading, searches);
  const { id } = reading.manifest.maintenance;
  return {
    async answer(caller, request, input) {
      if (!isRequest(request)) return noSuchRequest(request);
      if (!isReadingRequest(request)) return refuse(onlyRead);
      const parsed = requests[request].input.safeParse(input);
      if (!parsed.success) return toBadInput(request, parsed.error);
      const asked: object = parsed.data;
      if ('maintenance' in asked && asked.maintenance !== id) return refuse(otherMaintenance);
      const handle = handlers[request] as (input: unknown, caller: Caller) => Promise<Result<unknown>>;
      return answerWith(request, async () => handle(parsed.data, toAsking(caller, request, reading.reader)), report);
    },
    listen(caller, call) {
      const end = parts.news.listen(caller.id, call);
      return () => {
        searches.end(caller.id);
        end();
      };
    },
  };
}

const onlyRead: Failure = {
  kind: 'only-read',
  message: 'This is a bundle: it is read and commented on, and nothing in it is done.',
  advice: 'Ask the maintenance leader; what is done is done at their console.',
};

const onlyReadWords = 'A bundle is only read.';

const otherMaintenance: Failure = { kind: 'not-allowed', message: 'That is not the maintenance of this bundle.' };

/** What they say is the reader’s own; whatever else is asked is shown as to somebody who may only look. */
function toAsking(caller: Caller, request: ReadingRequest, reader: Actor): Caller {
  const isSaid = request === 'comment.add' || request === 'comment.seen';
  return { ...caller, actor: isSaid ? reader : { ...reader, via: 'follow' } };
}

function readingHandlers(parts: ReadingParts, reading: Reading, searches: Searches): Handlers<ReadingRequest> {
  const { store, ledger, news, version } = parts;
  const { manifest, reader, identity } = reading;
  const { id } = manifest.maintenance;
  const { events } = manifest.journal;
  const { rows } = manifest.output;
  const looking = { ...parts, user: reader.name, printer: noPrinter };
  const said = commandHandlers(parts);
  const reports = reportHandlers(looking, new ReportLocks());
  let saved = 0;

  /** What is said must be carried back: by somebody, in one file, and about what the other side has. */
  const refuseWord = (about: readonly (Subject | undefined)[]) => {
    if (reader.person === undefined) return nobodyHere;
    if (seqOf() - events >= remarksLimit) return fullFile;
    const stray = about.find(
      (one) => (one?.kind === 'event' && one.seq > events) || (one?.kind === 'row' && one.row >= rows),
    );
    return stray === undefined
      ? undefined
      : fail('not-in-bundle', 'That is no part of the bundle.', { advice: 'A comment of your own is answered.' });
  };
  const seqOf = () => ledger.state(id)?.seq ?? events;

  return {
    ...maintenanceLookingHandlers(parts),
    ...logHandlers(parts, searches),
    ...noticePreviewHandlers(parts),
    ...approvalDifferenceHandlers(parts),
    ...announcementLookingHandlers(parts),
    ...changeHandlers(parts),
    ...noticeSettingHandlers(parts),
    ...policyHandlers(parts),
    ...readinessHandlers(parts),
    ...rosterHandlers(parts),
    ...reports,
    // Whoever sits here leads a console of their own, and writes no report of this one.
    'report.show': async (input, caller) => {
      const shown = await reports['report.show'](input, caller);
      if (!shown.ok) return shown;
      const may = shown.value.may.map(({ action }) => ({ action, isAllowed: false, because: onlyReadWords }));
      return succeed({ ...shown.value, may });
    },
    ...reportExportHandlers(looking),
    'share.me': () =>
      succeed({
        kind: 'reader',
        maintenance: id,
        name: reader.name,
        ...(reader.person === undefined ? {} : { person: reader.person }),
        bundle: {
          file: reading.file,
          madeAtMs: manifest.madeAtMs,
          madeBy: manifest.madeBy.name,
          isFinished: manifest.isFinished,
          events,
          rows,
          signer: reading.signer,
          saved,
        },
      }),
    'workspace.show': () =>
      succeed({
        path: '',
        version,
        user: reader.name,
        isReadOnly: true,
        readOnlyBecause: onlyReadWords,
        sizeBytes: 0,
        contacts: [],
        prompts: [],
        isPracticeOffered: false,
      }),
    'comment.add': (input, caller) => refuseWord([input.about]) ?? said['comment.add'](input, caller),
    'comment.seen': (input, caller) => refuseWord(input.about) ?? said['comment.seen'](input, caller),
    'bundle.remarks': () => {
      if (reader.person === undefined) return nobodyHere;
      const own = findOwnRemarks(store.journal, id, events);
      if (own.length === 0)
        return fail('not-now', 'You have said nothing on this bundle yet.', { advice: 'Comment on it first.' });
      const written = writeRemarks(identity, toPlace(manifest), reader.person, own, reading.now());
      if (!written.ok) return written;
      saved = own.length;
      news.changed('share');
      return written;
    },
    'bundle.close': () => {
      // After the answer has gone out.
      setImmediate(reading.close);
      return succeed({});
    },
  };
}

const noPrinter: DeskParts['printer'] = {
  print: async () =>
    fail('no-printer', 'A PDF is printed by the console that holds the report.', {
      advice: 'Export HTML, and print that from a browser.',
    }),
};
