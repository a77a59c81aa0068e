/** Files that people subscribe to or look at: an Atom feed, a calendar, a status page and a banner, in a folder or on a host. */
import type { ChannelOf } from '../../../core/notice/channel.ts';
import type { Failure } from '../../../core/result.ts';
import type { SendOutcome } from '../ports.ts';
import { toAtom } from './atom-feed.ts';
import { toCalendar } from './calendar-file.ts';
import { findPlaceFault, openPlace } from './file-place.ts';
import { indexLimitBytes, indexName, type Published, parseIndex, toIndex, withMessage } from './published.ts';
import type { CheckedSender, SenderParts } from './sender-parts.ts';
import { toBanner, toPage } from './status-page.ts';

type Files = ChannelOf<'files'>;
type FileKind = Files['files'][number];

const forms: Readonly<
  Record<FileKind, { readonly file: string; toText(entries: readonly Published[], channel: Files): string }>
> = {
  atom: { file: 'maintenance.atom', toText: (entries, { name, url }) => toAtom(entries, name, url) },
  calendar: { file: 'maintenance.ics', toText: (entries, { name, url }) => toCalendar(entries, name, url) },
  page: { file: 'maintenance.html', toText: (entries, { name }) => toPage(entries, name) },
  banner: { file: 'banner.html', toText: (entries) => toBanner(entries) },
};

export function createFilesSender(channel: Files, parts: SenderParts): CheckedSender {
  return {
    // What is published stands under its sending's id: once more is the same files again.
    isIdempotent: true,
    check: () => findPlaceFault(channel.place),
    async send(message, _secrets, signal) {
      const place = openPlace(channel.place, parts);
      if (!place.ok) return { kind: 'refused', problem: place.failure.message };
      const index = await place.value.read(indexName, indexLimitBytes, signal);
      if (!index.ok) return toOutcome(index.failure, false);
      const before = parseIndex(index.value);
      if (!before.ok) return { kind: 'refused', problem: before.failure.message };
      const entries = withMessage(before.value, message);
      // The index last: where it is missing the sending, all of it is written again.
      const files = [...channel.files.map((kind) => [forms[kind].file, forms[kind].toText(entries, channel)] as const)];
      let hasWritten = false;
      for (const [name, text] of [...files, [indexName, toIndex(entries)] as const]) {
        const written = await place.value.write(name, text, signal);
        if (!written.ok) return toOutcome(written.failure, hasWritten);
        hasWritten = true;
      }
      return { kind: 'sent', reference: files.map(([name]) => name).join(', ') };
    },
    async try(_secrets, signal) {
      const place = openPlace(channel.place, parts);
      if (!place.ok) return { isWorking: false, message: place.failure.message };
      const index = await place.value.read(indexName, indexLimitBytes, signal);
      const before = index.ok ? parseIndex(index.value) : index;
      if (!before.ok) return { isWorking: false, message: before.failure.message };
      // Written as it was: whether a file can be put there is seen, and no reader sees a difference.
      const written = await place.value.write(indexName, toIndex(before.value), signal);
      return written.ok
        ? { isWorking: true, message: 'Files can be written there. Nothing was published.' }
        : { isWorking: false, message: written.failure.message };
    },
  };
}

/** Readers may have seen some of the files: it is not said to be unsent. */
function toOutcome(failure: Failure & { readonly mayHaveBegun?: boolean }, hasWritten: boolean): SendOutcome {
  const { kind, message: problem } = failure;
  if (hasWritten || failure.mayHaveBegun === true) return { kind: 'unknown', problem };
  const isForNow = ['host-unreachable', 'contact-lost', 'cancelled', 'prompt-dismissed'].includes(kind);
  return isForNow ? { kind: 'failed', problem } : { kind: 'refused', problem };
}
