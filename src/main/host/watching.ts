/** What the host looks at by itself because nobody tells it: how long ago hosts were heard, and what another console writes. */
import type { MaintenanceId } from '../../core/ids.ts';
import type { News } from '../desk/news.ts';
import type { DeskParts } from '../desk/parts.ts';
import type { Hosts } from '../engine/ports.ts';

/** How often a console that only reads looks at what the writing one has added. */
const lookMs = 500;
/** How often screens are told when each host was last heard. */
const lastByteMs = 2_000;

/** A host may answer for hours without a line of output: how long ago it last did is told all the same. */
export function tellLastBytes(hosts: Pick<Hosts, 'contacts'>, news: News): () => void {
  const told = new Map<string, number>();
  const timer = setInterval(() => {
    for (const contact of hosts.contacts()) {
      const { host, lastByteAtMs } = contact;
      if (contact.state !== 'connected' || lastByteAtMs === undefined || told.get(host) === lastByteAtMs) continue;
      told.set(host, lastByteAtMs);
      news.tellAll({ notice: 'contact', data: { ...contact } });
    }
  }, lastByteMs);
  return () => clearInterval(timer);
}

/** A console that only reads hears nothing of the one that writes: it looks. */
export function watchFromAside({ ledger, store, news, gates }: DeskParts): () => void {
  const seen = new Map<MaintenanceId, string>();
  const look = () => {
    for (const id of ledger.list()) {
      const seq = ledger.state(id)?.seq ?? 0;
      const rows = store.log.rows(id);
      const mark = `${seq}/${rows}`;
      if (seen.get(id) === mark) continue;
      seen.set(id, mark);
      news.head(id, seq, rows);
      news.changed('maintenance');
      if (gates.turn(id)) news.changed('gate');
    }
  };
  const timer = setInterval(look, lookMs);
  return () => clearInterval(timer);
}
