/** The secrets of channels: sealed by the system's keychain and kept in a file, or held in memory for one session. */
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Channel, toSecretNames } from '../../core/notice/channel.ts';

/** What the shell offers where the system really keeps a key; a hard-coded key is no keychain. */
export interface Keychain {
  /** Base 64. */
  seal(text: string): string;
  /** Throws where it was sealed by another key. */
  open(sealed: string): string;
}

type SecretStanding = 'keychain' | 'session' | 'missing';

const fileSchema = z.record(z.string(), z.record(z.string(), z.base64()));
type Sealed = z.infer<typeof fileSchema>;

export class ChannelSecrets {
  readonly #session = new Map<string, Map<string, string>>();
  readonly #keychain: Keychain | undefined;
  readonly #file: string;

  /** @param file where sealed secrets lie: never in the workspace's store, which keeps every version and is copied about */
  constructor(file: string, keychain: Keychain | undefined) {
    this.#file = file;
    this.#keychain = keychain;
  }

  get isKeychainUsable(): boolean {
    return this.#keychain !== undefined;
  }

  give(channel: string, name: string, value: string): void {
    if (this.#keychain === undefined) {
      const kept = this.#session.get(channel) ?? new Map<string, string>();
      this.#session.set(channel, kept.set(name, value));
      return;
    }
    const sealed = this.#read();
    this.#write({ ...sealed, [channel]: { ...sealed[channel], [name]: this.#keychain.seal(value) } });
  }

  forget(channel: string): void {
    this.#session.delete(channel);
    const { [channel]: gone, ...rest } = this.#read();
    if (gone !== undefined) this.#write(rest);
  }

  standings(channel: Channel): readonly { readonly name: string; readonly standing: SecretStanding }[] {
    const held = this.#session.get(channel.name);
    const kept = this.#opened(channel.name);
    return toSecretNames(channel).map((name) => ({
      name,
      standing: held?.has(name) === true ? 'session' : kept.has(name) ? 'keychain' : 'missing',
    }));
  }

  missing(channel: Channel): readonly string[] {
    return this.standings(channel).flatMap(({ name, standing }) => (standing === 'missing' ? [name] : []));
  }

  /** By name, of those the channel asks for and this console has. */
  of(channel: Channel): ReadonlyMap<string, string> {
    const all = new Map([...this.#opened(channel.name), ...(this.#session.get(channel.name) ?? [])]);
    return new Map(
      toSecretNames(channel).flatMap((name) => {
        const value = all.get(name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
  }

  /** What another key sealed (another machine, another user) is as good as missing: it is asked for again. */
  #opened(channel: string): ReadonlyMap<string, string> {
    const keychain = this.#keychain;
    if (keychain === undefined) return new Map();
    return new Map(
      Object.entries(this.#read()[channel] ?? {}).flatMap(([name, sealed]) => {
        try {
          return [[name, keychain.open(sealed)] as const];
        } catch {
          return [];
        }
      }),
    );
  }

  #read(): Sealed {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw problem;
    }
    return fileSchema.parse(JSON.parse(text));
  }

  /** Whole or not at all: a crash leaves the old file. */
  #write(sealed: Sealed): void {
    const next = `${this.#file}.new`;
    writeFileSync(next, JSON.stringify(sealed), { mode: 0o600 });
    chmodSync(next, 0o600);
    renameSync(next, this.#file);
  }
}
