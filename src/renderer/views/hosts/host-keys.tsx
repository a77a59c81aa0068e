/** Which key a host is known by, and the slow way to another: a fingerprint is compared by a person before anything is trusted. */
import { Button, Collapse } from '@mantine/core';
import { ScanSearch, ShieldAlert, ShieldCheck, ShieldQuestionMark, ShieldX } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { HostRecord } from '../../../contract/shapes.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { Fingerprint, FingerprintCheck } from '../../parts/fingerprint/fingerprint.tsx';
import classes from '../../parts/layout/item-panel.module.css';
import { ItemSection } from '../../parts/layout/item-panel.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import hosts from './host-verdict.module.css';
import { toFingerprint } from './key-fingerprint.ts';

type Scan = RequestOutput<'host.scan'>;

export function HostKeys({ host }: { readonly host: HostRecord }) {
  const scanning = useAsking();
  const [scan, setScan] = useState<Scan>();
  async function look() {
    setScan(undefined);
    setScan(await scanning.ask('host.scan', { name: host.name }));
  }
  return (
    <ItemSection title="Host key">
      {host.pins.length === 0 ? (
        <p className={classes['small']}>
          Not pinned here. A key in ~/.ssh/known_hosts counts; else you are asked at first contact.
        </p>
      ) : null}
      {host.pins.map((pin) => (
        <div key={pin.key}>
          <Fingerprint fingerprint={toFingerprint(pin.key) ?? pin.key} algorithm={pin.key.split(/\s+/)[0] ?? ''} />
          <p className={classes['small']}>
            Trusted by {pin.trustedBy}, <Instant atMs={pin.trustedAtMs} />
          </p>
        </div>
      ))}
      {scanning.failure === undefined ? null : <FailureNote failure={scanning.failure} />}
      {scan === undefined ? null : <ScanResult host={host} scan={scan} onTrusted={() => void look()} />}
      <div className={classes['buttons']}>
        <Button
          variant="default"
          loading={scanning.isAsking}
          leftSection={<ScanSearch size={15} aria-hidden="true" />}
          onClick={() => void look()}
        >
          Look at the key it shows
        </Button>
      </div>
    </ItemSection>
  );
}

const standings = {
  trusted: { icon: ShieldCheck, tone: 'good', words: 'It shows the key it is known by.' },
  unknown: { icon: ShieldQuestionMark, tone: 'warn', words: 'Nobody here has met this key before.' },
  changed: {
    icon: ShieldAlert,
    tone: 'bad',
    words:
      'It shows another key than the one it is known by. Either the host was set up anew, or something stands between you and it. Nothing is sent to it until this is settled.',
  },
  revoked: {
    icon: ShieldX,
    tone: 'bad',
    words: 'It shows a key that was revoked. It is not trusted, whatever is said here.',
  },
} as const;

interface ScanResultProps {
  readonly host: HostRecord;
  readonly scan: Scan;
  readonly onTrusted: () => void;
}

function ScanResult({ host, scan, onTrusted }: ScanResultProps) {
  const standing = standings[scan.standing];
  const isChanged = scan.standing === 'changed';
  // Pins stand above already; what known_hosts says is said here.
  const pinned = new Set(host.pins.map(({ key }) => toFingerprint(key)));
  const known = scan.known.filter(({ fingerprint }) => isChanged || !pinned.has(fingerprint));
  return (
    <>
      <div className={hosts['verdict']} data-tone={standing.tone} role={isChanged ? 'alert' : 'status'}>
        <standing.icon size={16} aria-hidden="true" />
        <p>{standing.words}</p>
      </div>
      {scan.standing === 'trusted' ? null : (
        <>
          <p className={classes['small']}>It shows now:</p>
          <Fingerprint fingerprint={scan.fingerprint} algorithm={scan.algorithm} />
        </>
      )}
      {known.length > 0 ? <p className={classes['small']}>It is known by:</p> : null}
      {known.map(({ fingerprint, source }) => (
        <div key={`${source}-${fingerprint}`}>
          <Fingerprint fingerprint={fingerprint} />
          <p className={classes['small']}>from {source}</p>
        </div>
      ))}
      {scan.standing === 'unknown' ? <Trust host={host} scan={scan} onTrusted={onTrusted} /> : null}
      {isChanged ? <Replacement host={host} scan={scan} onTrusted={onTrusted} /> : null}
    </>
  );
}

/** Folded away: who gets here has read that the key changed, and opens this on purpose. */
function Replacement(props: ScanResultProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div className={classes['buttons']}>
        <Button variant="default" size="compact-sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          I know why it changed…
        </Button>
      </div>
      <Collapse expanded={isOpen}>
        <Trust {...props} />
      </Collapse>
    </>
  );
}

function Trust({ host, scan, onTrusted }: ScanResultProps) {
  const trusting = useAsking();
  const [isSame, setSame] = useState(false);
  const replaces = scan.standing === 'changed';
  async function trust() {
    const saved = await trusting.ask('host.trust', { name: host.name, fingerprint: scan.fingerprint, replaces });
    if (saved !== undefined) onTrusted();
  }
  return (
    <div className={classes['section']}>
      {trusting.failure === undefined ? null : <FailureNote failure={trusting.failure} />}
      <FingerprintCheck fingerprint={scan.fingerprint} onMatch={setSame} />
      <div className={classes['buttons']}>
        <Button
          {...(replaces ? { color: 'red' } : {})}
          disabled={!isSame}
          loading={trusting.isAsking}
          onClick={() => void trust()}
        >
          {replaces ? 'Replace the old key by this one' : 'Trust this key'}
        </Button>
      </div>
    </div>
  );
}
