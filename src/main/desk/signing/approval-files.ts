/** Requests about the files by which consent travels: opened and answered here, imported where it was asked for. */
import { randomUUID } from 'node:crypto';

import type { AnswerContent } from '../../../core/approval/files.ts';
import { toStaleText } from '../../../core/approval/standing.ts';
import { toEventText } from '../../../core/maintenance/event-text.ts';
import { namesFoundBy } from '../../../core/maintenance/names/names.ts';
import { toMarkdown } from '../../../core/plan/markdown/to-markdown.ts';
import { fail, succeed } from '../../../core/result.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { findMember } from '../../../core/roster/roster.ts';
import { toCanonicalJson } from '../../../core/text/canonical-json.ts';
import type { Handlers } from '../handlers.ts';
import { readTeamPolicy } from '../maintenance/team-policy.ts';
import type { DeskParts } from '../parts.ts';
import { findMe, findPerson } from '../people/address-book.ts';
import { readSigned, refuseSigner, strangeSigner, toFileNameOf, toFileText } from './signed-files.ts';

type FileRequest = 'approval.open' | 'approval.reply' | 'approval.import';

export function approvalFileHandlers(parts: DeskParts): Handlers<FileRequest> {
  const { ledger, store, identity, clock } = parts;
  return {
    'approval.open': ({ content }) => {
      const read = readSigned(parts, content, 'drydock-approval-request');
      if (!read.ok) return read;
      const { file, signer } = read.value;
      const person = findMe(parts)?.id;
      const me = file.content.to.find(({ id }) => id === person);
      return succeed({
        signer,
        request: file.content,
        planMarkdown: toMarkdown(file.content.plan),
        ...(me === undefined ? {} : { as: me.id }),
      });
    },
    'approval.reply': ({ content, answers, as, signer: compared }, { actor }) => {
      const read = readSigned(parts, content, 'drydock-approval-request');
      if (!read.ok) return read;
      const { file, signer } = read.value;
      if (signer.standing === 'unknown' && compared !== signer.fingerprint) return strangeSigner(signer);
      const asked = file.content;
      const person = as ?? actor.person;
      const me = asked.to.find(({ id }) => id === person);
      if (me === undefined) {
        const names = asked.to.map(({ id, name }) => `${name} (${id})`).join(', ');
        return fail('not-asked', `This request is put to ${names}, not to ${person ?? 'whoever sits here'}.`, {
          advice: 'Say as which of them you answer.',
        });
      }
      const stray = answers.find(({ kind }) => !asked.kinds.includes(kind));
      if (stray !== undefined) return fail('not-asked', `This request does not ask about “${stray.kind}”.`);
      const own = identity.read();
      if (!own.ok) return own;
      const { maintenance, request, planHash, window } = asked;
      const answer: AnswerContent = {
        id: randomUUID(),
        maintenance: maintenance.id,
        request,
        person: me.id,
        bound: { planHash, ...(window === undefined ? {} : { window }) },
        answers,
        madeAtMs: clock.now(),
      };
      return succeed({
        file: toFileNameOf(maintenance.title, `answer of ${me.id}`),
        content: toFileText(own.value, { form: 'drydock-approval-answer', content: answer }),
      });
    },
    'approval.import': ({ content }, { actor }) => {
      const read = readSigned(parts, content, 'drydock-approval-answer');
      if (!read.ok) return read;
      const { file, signer } = read.value;
      const { id, maintenance, request, person, bound, answers, madeAtMs } = file.content;
      const refusal = refuseSigner(signer, person, findPerson(store, person)?.name ?? person);
      if (refusal !== undefined) return refusal;
      const state = ledger.state(maintenance);
      if (state === undefined) {
        return fail('foreign', 'This answers a request of another workspace: there is no such maintenance here.');
      }
      const asked = state.consent.requests.find((one) => one.id === request);
      if (asked === undefined) {
        return fail('foreign', `“${state.title}” never made the request that this answers.`);
      }
      if (toCanonicalJson(asked.bound) !== toCanonicalJson(bound)) {
        return fail(
          'file-altered',
          'This answer is bound to another plan or window than the one that was asked about.',
          {
            advice: 'Find out which file was answered, and ask again.',
          },
        );
      }
      const way = {
        kind: 'file' as const,
        fingerprint: signer.fingerprint,
        signature: file.signature,
        signedAtMs: madeAtMs,
      };
      const approvals = answers.map((answer, index) => ({
        ...answer,
        id: `${id.slice(0, 60)}-${index + 1}`,
        person,
        request,
        bound,
        way,
      }));
      const policy = readTeamPolicy(store);
      const submitted = ledger.submit(maintenance, { type: 'answer-approval', approvals, policy }, actor);
      if (!submitted.ok) return submitted;
      const stale = toStaleText(bound, submitted.value);
      const events = submitted.value.consent.approvals.slice(-approvals.length);
      const { roster } = submitted.value;
      // Whoever approves, and on whose behalf, is on the roster: nobody else is named in these sentences.
      const names = namesFoundBy((kind, id) =>
        kind === 'person' ? findMember(roster, id as PersonId)?.name : undefined,
      );
      const says = events.map((approval) =>
        toEventText({ type: 'approval-answered', data: { approval }, actor }, names),
      );
      if (stale !== undefined) says.push(`It does not count: ${stale} it was asked for. Ask anew.`);
      return succeed({ seq: submitted.value.seq, maintenance, person, isStale: stale !== undefined, says });
    },
  };
}
