/** Bundles that are whole, signed and chained, and whose journal no Drydock would have written. */
import { join } from 'node:path';
import { attemptsName } from '../../src/core/bundle/layout.ts';
import { toCanonicalJson } from '../../src/core/text/canonical-json.ts';
import type { BundleSource } from '../../src/main/bundle/source.ts';
import { writeBundle } from '../../src/main/bundle/write.ts';
import { chainStart, toEventHash } from '../../src/main/store/chain.ts';
import type { Link, StoredEvent } from '../../src/main/store/stored.ts';
import { makeFolder } from '../store/workspace.ts';
import { fillStore, signerIn, sourceOf } from './made-bundle.ts';

export type Forged = Partial<Link> & Pick<Link, 'type' | 'data'>;

export interface ForgedBundle {
  readonly file: string;
  /** Of the key it is signed with. */
  readonly fingerprint: string;
  readonly maintenance: string;
}

/** A small maintenance, and then these events. */
export async function forgeBundle(more: readonly Forged[]): Promise<ForgedBundle> {
  const folder = makeFolder();
  const store = await fillStore(folder);
  const source = sourceOf(store);
  const events = [...source.copying.events(source.maintenance, source.toSeq)].flat();
  const copying: BundleSource['copying'] = {
    ...source.copying,
    *events() {
      yield chain([...events, ...more.map((one) => ({ ...events[events.length - 1], ...one }) as StoredEvent)]);
    },
  };
  const attempts = toCanonicalJson(copying.attempts(source.maintenance));
  const documents = [...source.documents, { name: attemptsName, text: attempts }];
  const file = join(folder, 'forged.zip');
  const signer = signerIn(folder);
  const written = await writeBundle(
    { ...source, documents, copying, toSeq: events.length + more.length },
    signer,
    file,
  );
  if (!written.ok) throw new Error(written.failure.message, { cause: written.failure });
  return { file, fingerprint: signer.fingerprint, maintenance: source.maintenance };
}

function chain(events: readonly StoredEvent[]): readonly StoredEvent[] {
  let previousHash = chainStart;
  return events.map(({ hash: _, ...event }, index) => {
    const link = { ...event, seq: index + 1, previousHash };
    previousHash = toEventHash(link);
    return { ...link, hash: previousHash };
  });
}
