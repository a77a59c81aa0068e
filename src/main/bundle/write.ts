/** Writes a bundle: a stream from the store into a new file, never more than a block of it in memory, whole or not at all. */
import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { journalName, manifestName, toOutputName, viewerName } from '../../core/bundle/layout.ts';
import { type Manifest, manifestSchema } from '../../core/bundle/manifest.ts';
import { toSealedText, toSealText } from '../../core/bundle/seal.ts';
import { isOver } from '../../core/maintenance/tasks.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import { toCanonicalJson } from '../../core/text/canonical-json.ts';
import { DamagedOutput } from '../store/chunk.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { BrokenJournal, JournalLines, OutputLines } from './lines.ts';
import type { BundleSource, Signer } from './source.ts';
import { TooLarge } from './too-large.ts';
import { toViewer } from './viewer.ts';

export interface WrittenBundle {
  readonly file: string;
  readonly sizeBytes: number;
  readonly events: number;
  readonly rows: number;
  readonly isFinished: boolean;
  /** Of the key it is signed with. */
  readonly fingerprint: string;
}

export type WriteFailure = Failure<'file-exists' | 'file-failed' | 'too-large' | 'journal-damaged' | 'output-damaged'>;

/** Its blocks are compressed already; this takes back what base 64 cost. */
const viewerCompression = 1;

/** Never overwrites: a file of that name refuses it. A failure leaves nothing behind. */
export async function writeBundle(
  source: BundleSource,
  signer: Signer,
  file: string,
): Promise<Result<WrittenBundle, WriteFailure>> {
  // Looked at before the work and not only after it: a million rows take a while.
  if ((await stat(file).catch(() => undefined)) !== undefined) return fileExists(file);
  const draft = `${file}.${randomUUID()}.part`;
  try {
    const manifest = await writeDraft(source, signer, draft);
    // The name is claimed first, and what replaces the claim is whole: whoever made such a file meanwhile keeps theirs.
    await (await open(file, 'wx', 0o600)).close();
    await rename(draft, file).catch(async (error: unknown) => {
      await rm(file, { force: true });
      throw error;
    });
    const { size } = await stat(file);
    const { journal, output, isFinished } = manifest;
    const { fingerprint } = signer;
    return succeed({ file, sizeBytes: size, events: journal.events, rows: output.rows, isFinished, fingerprint });
  } catch (error) {
    return toFailure(file, error);
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(source: BundleSource, signer: Signer, draft: string): Promise<Manifest> {
  let manifestHash = '';
  const archive = new ArchiveWriter(source.madeAtMs, (fileHash) => seal(signer, manifestHash, fileHash));
  // The log of a maintenance is nobody else's business on this machine.
  const handle = await open(draft, 'wx', 0o600);
  const written = pipeline(archive.bytes, handle.createWriteStream({ flush: true }));
  try {
    const manifest = await addAll(archive, source);
    manifestHash = (await archive.add(manifestName, [toCanonicalJson(manifest)])).sha256;
    archive.end();
    await written;
    archive.assertReadable();
    return manifest;
  } catch (error) {
    archive.bytes.destroy();
    await written.catch(() => undefined);
    throw error;
  }
}

async function addAll(archive: ArchiveWriter, source: BundleSource): Promise<Manifest> {
  const { maintenance, state, toSeq, toRow, madeAtMs, madeBy, program } = source;
  await archive.add(viewerName, toViewer(source), viewerCompression);
  for (const { name, text } of source.documents) await archive.add(name, [text]);
  const journal = new JournalLines(source);
  await archive.add(journalName, journal);
  const output = new OutputLines(source);
  while (!output.isDone) await archive.add(toOutputName(output.parts.length), output.file());
  return manifestSchema.parse({
    form: 'drydock-bundle',
    version: 1,
    maintenance: { id: maintenance, title: state.title },
    status: state.status,
    isFinished: isOver(state),
    madeAtMs,
    madeBy,
    program,
    journal: { events: toSeq, lastHash: journal.lastHash },
    output: { rows: toRow, lastHash: output.lastHash, parts: output.parts },
    files: archive.files,
  } satisfies Manifest);
}

function seal(signer: Signer, manifest: string, file: string): string {
  const signature = signer.sign(toSealedText({ manifest, file }));
  return toSealText({ key: signer.publicKey, manifest, file, signature });
}

function fileExists(file: string): Result<never, WriteFailure> {
  return fail('file-exists', `The file ${file} exists already.`, { advice: 'Choose a name that is not taken.' });
}

function toFailure(file: string, error: unknown): Result<never, WriteFailure> {
  if (error instanceof BrokenJournal) {
    return fail('journal-damaged', error.message, {
      advice: 'Run drydock doctor. What was altered is not vouched for with this console’s key.',
      cause: error,
    });
  }
  if (error instanceof DamagedOutput) {
    return fail('output-damaged', error.message, { advice: 'Run drydock doctor.', cause: error });
  }
  if (error instanceof TooLarge) {
    return fail('too-large', `This maintenance is too large for a bundle: ${error.message}.`, {
      advice: 'Nothing was written. All of it is in this workspace; drydock backup copies that whole.',
      cause: error,
    });
  }
  const { code, message } = error as NodeJS.ErrnoException;
  // What has no code is no failure of a file: a broken invariant, which is not to be told as a full disk.
  if (code === undefined || code.startsWith('ERR_')) throw error;
  if (code === 'EEXIST') return fileExists(file);
  return fail('file-failed', `${file} cannot be written: ${message}`, { cause: error });
}
