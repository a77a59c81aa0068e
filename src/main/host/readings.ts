/** Bundles that are read from this console, each in screens of its own, until they are closed or the console ends. */
import { randomUUID } from 'node:crypto';
import type { RequestOutput } from '../../contract/requests.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import { builtPages } from '../built-pages.ts';
import type { BundleReadings } from '../desk/parts.ts';
import { showInBrowser } from '../link/show-in-browser.ts';
import type { ShowDesk } from '../link/shown-desk.ts';
import { type CopyParts, openReadingCopy, type ReadingCopy } from './reading-copy.ts';

type Opened = RequestOutput<'bundle.open'>;
type Order = Parameters<BundleReadings['open']>[0];

interface OpenReading {
  readonly shown: RequestOutput<'bundle.opened'>[number];
  close(): Promise<void>;
}

/** Each is a store and a server. */
const openAtMost = 8;
/** For whoever opens a browser themselves. */
const unseen = showInBrowser({ pages: builtPages(), port: 0, opensBrowser: false });

export class Readings implements BundleReadings {
  readonly #parts: CopyParts;
  readonly #showDesk: ShowDesk;
  readonly #onChanged: () => void;
  readonly #open = new Map<string, OpenReading>();
  #opening = 0;

  /** @param onChanged the list of what is open is another */
  constructor(parts: CopyParts, showDesk: ShowDesk, onChanged: () => void) {
    this.#parts = parts;
    this.#showDesk = showDesk;
    this.#onChanged = onChanged;
  }

  list(): RequestOutput<'bundle.opened'> {
    return [...this.#open.values()].map(({ shown }) => ({ ...shown }));
  }

  async open(order: Order): Promise<Result<Opened, Failure>> {
    if (this.#open.size + this.#opening >= openAtMost)
      return fail('too-many', `${openAtMost} bundles are open here already.`, { advice: 'Close one of them first.' });
    this.#opening += 1;
    try {
      const reading = randomUUID();
      const onClose = () => void this.#close(reading).catch(this.#parts.report);
      const opened = await openReadingCopy(this.#parts, { ...order, onClose });
      return opened.ok ? await this.#show(reading, order, opened.value) : opened;
    } finally {
      this.#opening -= 1;
    }
  }

  async close(): Promise<void> {
    for (const reading of [...this.#open.keys()]) await this.#close(reading);
  }

  async #show(reading: string, { file, reader, isShown }: Order, copy: ReadingCopy): Promise<Result<Opened, Failure>> {
    const { maintenance, title, desk } = copy;
    const shown = await (isShown ? this.#showDesk : unseen)({
      desk,
      title: `${title} · Drydock`,
      callerOf: (id) => ({ id, actor: reader, rights: new Set() }),
    });
    if (!shown.ok) {
      await copy.close();
      return shown;
    }
    const { url, closed, close } = shown.value;
    this.#open.set(reading, {
      shown: { reading, maintenance, title, file },
      async close() {
        await close('closed');
        await copy.close();
      },
    });
    void closed.then(() => this.#close(reading)).catch(this.#parts.report);
    this.#onChanged();
    return succeed({ reading, maintenance, title, ...(url === undefined ? {} : { url }) });
  }

  async #close(reading: string): Promise<void> {
    const open = this.#open.get(reading);
    if (open === undefined) return;
    this.#open.delete(reading);
    await open.close();
    this.#onChanged();
  }
}
