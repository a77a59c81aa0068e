/** Opens and closes the door for followers as it is set, with a key of its own, and keeps it open across a restart. */
import { X509Certificate } from 'node:crypto';
import type { HostName } from '../../core/ids.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import { toInviteLink } from '../../core/sharing/invite-link.ts';
import { isEncrypted, type ShareListener } from '../../core/sharing/listener.ts';
import type { BastionHold, ShareDoor, ShareDoorFailure, ShareDoorStanding } from '../desk/sharing/share-door.ts';
import { makeShareKey, type ShareKey, toCertificatePin } from './share-certificate.ts';
import { type ShareListenerParts, ShareServer } from './share-listener.ts';

/** An address that is not there yet comes with its network. */
const againMs = 30_000;

export interface ShareDoorParts extends ShareListenerParts {
  /** UTC milliseconds. */
  now(): number;
  /** The key of the share that is going on, kept where nobody else reads it. */
  readonly keys: { read(): ShareKey | undefined; write(key: ShareKey): void; forget(): void };
  /** Begins to hold a port of a host of the workspace that leads to `port` here. Fails where there is no such host. */
  hold(host: HostName, port: number): Result<BastionHold, Failure>;
  /** How it stands has changed. */
  onChanged(): void;
}

export class FollowerDoor implements ShareDoor {
  readonly #parts: ShareDoorParts;
  #server: ShareServer | undefined;
  #key: ShareKey | undefined;
  #bastion: BastionHold | undefined;
  #problem: string | undefined;
  #takeBack: (() => void) | undefined;
  /** Opening and closing one after the other, in the order they were asked for. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: ShareDoorParts) {
    this.#parts = parts;
  }

  get standing(): ShareDoorStanding {
    const server = this.#server;
    if (server === undefined)
      return this.#problem === undefined ? { kind: 'closed' } : { kind: 'failed', problem: this.#problem };
    const fingerprint = this.#key === undefined ? {} : { fingerprint: toCertificate(this.#key).fingerprint256 };
    const bastion = this.#bastion === undefined ? {} : { bastion: this.#bastion.standing };
    return { kind: 'open', url: server.url, ...fingerprint, ...bastion, connections: server.connections };
  }

  toLink(token: string): string | undefined {
    const server = this.#server;
    if (server === undefined) return undefined;
    const certificate = this.#key === undefined ? {} : { certificate: toCertificatePin(toCertificate(this.#key).raw) };
    const bastion = this.#bastion?.way === undefined ? {} : { bastion: this.#bastion.way };
    return toInviteLink({ origin: server.url, token, ...certificate, ...bastion });
  }

  open(listener: ShareListener): Promise<Result<void, ShareDoorFailure>> {
    return this.#inTurn(async () => {
      await this.#close();
      const { keys } = this.#parts;
      const key = isEncrypted(listener) ? makeShareKey(listener.address, this.#parts.now()) : undefined;
      const opened = await this.#open(listener, key);
      if (opened.ok && key !== undefined) keys.write(key);
      this.#parts.onChanged();
      return opened;
    });
  }

  /** As `open`, for one that is to be open anyhow, with the key it had: what cannot be opened now is tried again. */
  keepOpen(listener: ShareListener): Promise<void> {
    return this.#inTurn(async () => {
      const key = isEncrypted(listener) ? this.#parts.keys.read() : undefined;
      if (isEncrypted(listener) && key === undefined) {
        this.#problem = 'The key of this share is gone. Open sharing again, and make new invites.';
      } else {
        const opened = await this.#open(listener, key);
        this.#problem = opened.ok ? undefined : opened.failure.message;
        if (!opened.ok) this.#takeBack = this.#parts.after(againMs, () => void this.keepOpen(listener));
      }
      this.#parts.onChanged();
    });
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#close();
      this.#parts.keys.forget();
    });
  }

  /** The console ends: the door is to be open again when it is back. */
  leave(): Promise<void> {
    return this.#inTurn(() => this.#close());
  }

  /** Somebody’s standing may have changed. */
  look(): void {
    this.#server?.lookSoon();
  }

  async #open(listener: ShareListener, key: ShareKey | undefined): Promise<Result<void, ShareDoorFailure>> {
    const opened = await ShareServer.open(this.#parts, listener, key);
    if (!opened.ok) return opened;
    if (listener.bastion !== undefined) {
      const held = this.#parts.hold(listener.bastion, listener.port);
      if (!held.ok) {
        await opened.value.close();
        return fail('bastion-failed', held.failure.message);
      }
      this.#bastion = held.value;
    }
    this.#server = opened.value;
    this.#key = key;
    return succeed(undefined);
  }

  async #close(): Promise<void> {
    this.#takeBack?.();
    this.#takeBack = undefined;
    this.#problem = undefined;
    const server = this.#server;
    const bastion = this.#bastion;
    this.#server = undefined;
    this.#key = undefined;
    this.#bastion = undefined;
    await bastion?.close();
    await server?.close();
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const acted = this.#last.then(act);
    this.#last = acted.catch(() => undefined);
    return acted;
  }
}

function toCertificate({ certificate }: ShareKey): X509Certificate {
  return new X509Certificate(certificate);
}
