/** Requests about the files by which a report is reviewed elsewhere: written and imported here, opened and answered there. */
import { randomUUID } from 'node:crypto';
import { type Failure, fail, succeed } from '../../../core/result.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import { findMe, findPerson } from '../people/address-book.ts';
import { readSigned, refuseSigner, strangeSigner, toFileNameOf, toFileText } from '../signing/signed-files.ts';
import { findReport, toReport } from './report-book.ts';

type ReviewFileRequest = 'report.reviewFile' | 'report.openReview' | 'report.replyReview' | 'report.importReview';

export function reviewFileHandlers(parts: DeskParts): Handlers<ReviewFileRequest> {
  const { ledger, store, identity, clock } = parts;
  return {
    'report.reviewFile': ({ maintenance }) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const { state, textHash } = found.value;
      const { asked } = state.postmortem;
      if (asked?.textHash !== textHash) {
        return fail('not-ready', 'Nobody has been asked to review the report as it is now.', {
          advice: 'Ask for the review first.',
        });
      }
      const own = identity.read();
      if (!own.ok) return own;
      const { person, name } = asked.by;
      const content = {
        maintenance: { id: maintenance, title: state.title },
        to: asked.reviewers.map(({ person: id, name: who }) => ({ id, name: who })),
        askedBy: { ...(person === undefined ? {} : { id: person }), name },
        report: toReport(parts, found.value),
        madeAtMs: clock.now(),
      };
      return succeed({
        file: toFileNameOf(state.title, 'report'),
        content: toFileText(own.value, { form: 'drydock-review-request', content }),
      });
    },
    'report.openReview': ({ content }) => {
      const read = readSigned(parts, content, 'drydock-review-request');
      if (!read.ok) return read;
      const { file, signer } = read.value;
      const me = findMe(parts)?.id;
      const as = file.content.to.find(({ id }) => id === me)?.id;
      return succeed({ signer, request: file.content, ...(as === undefined ? {} : { as }) });
    },
    'report.replyReview': ({ content, verdict, comment = '', as, signer: compared }, { actor }) => {
      const read = readSigned(parts, content, 'drydock-review-request');
      if (!read.ok) return read;
      const { file, signer } = read.value;
      if (signer.standing === 'unknown' && compared !== signer.fingerprint) return strangeSigner(signer);
      const { maintenance, to, report } = file.content;
      const person = as ?? actor.person;
      const me = to.find(({ id }) => id === person);
      if (me === undefined) {
        const names = to.map(({ id, name }) => `${name} (${id})`).join(', ');
        return fail('not-asked', `This report is put to ${names}, not to ${person ?? 'whoever sits here'}.`, {
          advice: 'Say as which of them you answer.',
        });
      }
      if (verdict === 'changes-wanted' && comment === '') {
        return fail('not-ready', 'Whoever wants changes says which.', { advice: 'Write what should be otherwise.' });
      }
      const own = identity.read();
      if (!own.ok) return own;
      const answer = {
        id: randomUUID(),
        maintenance: maintenance.id,
        person: me.id,
        textHash: report.textHash,
        verdict,
        ...(comment === '' ? {} : { comment }),
        madeAtMs: clock.now(),
      };
      return succeed({
        file: toFileNameOf(maintenance.title, `review of ${me.id}`),
        content: toFileText(own.value, { form: 'drydock-review-answer', content: answer }),
      });
    },
    'report.importReview': ({ content }, { actor }) => {
      const read = readSigned(parts, content, 'drydock-review-answer');
      if (!read.ok) return read;
      const { file, signer } = read.value;
      const { id, maintenance, person, textHash, verdict, comment, madeAtMs } = file.content;
      const name = findPerson(store, person)?.name ?? person;
      const refusal: { readonly ok: false; readonly failure: Failure } | undefined = refuseSigner(signer, person, name);
      if (refusal !== undefined) return refusal;
      const found = findReport(parts, maintenance);
      if (!found.ok) {
        return fail('foreign', 'This reviews a report of another workspace: there is none of that maintenance here.');
      }
      const way = {
        kind: 'file' as const,
        fingerprint: signer.fingerprint,
        signature: file.signature,
        signedAtMs: madeAtMs,
      };
      const review = { id, person, textHash, verdict, ...(comment === undefined ? {} : { comment }), way };
      const submitted = ledger.submit(maintenance, { type: 'review-report', review }, actor);
      if (!submitted.ok) return submitted;
      const isStale = textHash !== found.value.textHash;
      const said = verdict === 'approved' ? 'approved the report' : `wants changes of the report: ${comment ?? ''}`;
      const says = [`${name} ${said}${said.endsWith('.') ? '' : '.'}`];
      if (isStale) says.push('It does not count: the report was edited since it was put to them. Ask anew.');
      return succeed({ seq: submitted.value.seq, maintenance, person, isStale, says });
    },
  };
}
