/** Requests about the ways pipelines learn how a gate stands: the listener with its tokens, and the published files. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { GatePublicationView } from '../../../contract/gate-shapes.ts';
import {
  closedListener,
  type GateListener,
  gateListenerSchema,
  isLoopbackAddress,
  toExposure,
} from '../../../core/gate/listener.ts';
import { type GatePublication, gatePublicationSchema } from '../../../core/gate/publication.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { DocumentVersion, Store } from '../../store/store.ts';
import { findEnvironmentRecord } from '../environment/environment-book.ts';
import { findHost } from '../environment/hosts.ts';
import type { Answered, Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';

type GateDoorRequest =
  | 'gate.listener'
  | 'gate.openListener'
  | 'gate.closeListener'
  | 'gate.addToken'
  | 'gate.revokeToken'
  | 'gate.publications'
  | 'gate.savePublication'
  | 'gate.removePublication'
  | 'gate.publish';
type Parts = Pick<DeskParts, 'store' | 'clock' | 'news' | 'gateDoor' | 'publisher'>;

const settingName = 'gate-listener';
const tokenKind = 'gate-token';
const publicationKind = 'gate-publication';
const tokenLimit = 100;
const publicationLimit = 50;
/** Only the hash: whoever reads the workspace's file reads no token. */
const tokenSchema = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

export function gateDoorHandlers(parts: Parts): Handlers<GateDoorRequest> {
  const { store, clock, news, gateDoor, publisher } = parts;
  return {
    'gate.listener': () => showListener(parts),
    'gate.openListener': async ({ isExposureAccepted, ...wanted }, caller) => {
      const listener: GateListener = { ...wanted, isOpen: true };
      if (!isLoopbackAddress(listener.address) && !isExposureAccepted)
        return fail('not-confirmed', toExposure(listener).join(' '), {
          advice: 'Accept that to open it, or open it on 127.0.0.1.',
        });
      const opened = await gateDoor.open(listener);
      if (!opened.ok) return opened;
      return keepListener(parts, listener, caller.actor.name);
    },
    'gate.closeListener': async (_input, caller) => {
      await gateDoor.close();
      return keepListener(parts, { ...readListener(store), isOpen: false }, caller.actor.name);
    },
    'gate.addToken': ({ name }, caller) => {
      if (store.documents.list(tokenKind).length >= tokenLimit)
        return fail('too-many', `There are ${tokenLimit} tokens already.`, { advice: 'Revoke one first.' });
      const token = randomBytes(32).toString('base64url');
      const kept = store.documents.put(
        tokenKind,
        name,
        0,
        { sha256: toTokenHash(token) },
        caller.actor.name,
        clock.now(),
      );
      if (!kept.ok)
        return kept.failure.kind === 'stale'
          ? fail('token-exists', `There is a token “${name}” already.`, { advice: 'Revoke it, or take another name.' })
          : kept;
      news.changed('gate');
      return succeed({ name, token });
    },
    'gate.revokeToken': ({ name }, caller) => {
      if (store.documents.get(tokenKind, name) === undefined)
        return fail('no-such-token', `There is no token “${name}”.`);
      const removed = store.documents.remove(tokenKind, name, caller.actor.name, clock.now());
      if (!removed.ok) return removed;
      news.changed('gate');
      return succeed({});
    },
    'gate.publications': () => succeed(showPublications(parts)),
    'gate.savePublication': ({ publication }, caller) => {
      const problem = findPublicationProblem(store, publication);
      if (problem !== undefined) return problem;
      const version = store.documents.get(publicationKind, publication.name)?.version ?? 0;
      const { name } = caller.actor;
      const kept = store.documents.put(publicationKind, publication.name, version, publication, name, clock.now());
      if (!kept.ok) return kept;
      news.changed('gate');
      return succeed(toPublicationView(parts, kept.value));
    },
    'gate.removePublication': ({ name }, caller) => {
      if (store.documents.get(publicationKind, name) === undefined)
        return fail('no-such-publication', `Gates are not published as “${name}”.`);
      const removed = store.documents.remove(publicationKind, name, caller.actor.name, clock.now());
      if (!removed.ok) return removed;
      news.changed('gate');
      return succeed({});
    },
    'gate.publish': async () => {
      await publisher.publish();
      return succeed(showPublications(parts));
    },
  };
}

export function readListener({ documents }: Pick<Store, 'documents'>): GateListener {
  const found = documents.get('setting', settingName);
  return found === undefined ? closedListener : gateListenerSchema.parse(found.body);
}

/** The hashes of the tokens that open the door now. */
export function readTokenHashes({ documents }: Pick<Store, 'documents'>): readonly string[] {
  return documents.list(tokenKind).map(({ body }) => tokenSchema.parse(body).sha256);
}

/** SHA-256 of a token, 64 lower-case hex digits. */
function toTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function readPublications({ documents }: Pick<Store, 'documents'>): readonly GatePublication[] {
  return documents.list(publicationKind).map(({ body }) => gatePublicationSchema.parse(body));
}

function showListener({ store, gateDoor }: Pick<Parts, 'store' | 'gateDoor'>): Answered<'gate.listener'> {
  const listener = readListener(store);
  const { standing } = gateDoor;
  return succeed({
    listener,
    standing,
    exposes: [...toExposure(listener)],
    tokens: store.documents
      .list(tokenKind)
      .map(({ name, savedAtMs, savedBy }) => ({ name, madeAtMs: savedAtMs, madeBy: savedBy })),
  });
}

function keepListener(parts: Parts, listener: GateListener, by: string): Answered<'gate.listener'> {
  const { documents } = parts.store;
  const version = documents.get('setting', settingName)?.version ?? 0;
  const kept = documents.put('setting', settingName, version, listener, by, parts.clock.now());
  if (!kept.ok) return kept;
  parts.news.changed('gate');
  return showListener(parts);
}

function findPublicationProblem(store: Store, publication: GatePublication): Result<never, Failure> | undefined {
  const { name, place, environments } = publication;
  if (place.kind === 'sftp' && findHost(store, place.host) === undefined)
    return fail('no-such-host', `There is no host “${place.host}” in this workspace.`, {
      advice: 'Add it first: drydock host add.',
    });
  if (!/^(\/|[A-Za-z]:[\\/])/.test(place.path) || /[\p{Cc}]/u.test(place.path))
    return fail('bad-path', `“${place.path}” is not the whole path of a folder.`, {
      advice: 'Name it from the root on.',
    });
  for (const environment of environments) {
    const found = findEnvironmentRecord(store, environment);
    if (!found.ok) return found;
  }
  const { documents } = store;
  if (documents.get(publicationKind, name) === undefined && documents.list(publicationKind).length >= publicationLimit)
    return fail('too-many', `Gates are published at ${publicationLimit} places already.`, {
      advice: 'Remove one first.',
    });
  return undefined;
}

function showPublications(parts: Pick<Parts, 'store' | 'publisher'>): GatePublicationView[] {
  return parts.store.documents.list(publicationKind).map((document) => toPublicationView(parts, document));
}

function toPublicationView({ publisher }: Pick<Parts, 'publisher'>, document: DocumentVersion): GatePublicationView {
  const publication = gatePublicationSchema.parse(document.body);
  const { savedAtMs, savedBy } = document;
  return { publication, savedAtMs, savedBy, files: publisher.files(publication).map((file) => ({ ...file })) };
}
