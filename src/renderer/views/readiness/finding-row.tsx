/** One rule: its words, how it stands and on what that rests, when it is due, who waived it, and what satisfies it. */
import { Button, Menu } from '@mantine/core';
import { ArrowRight, Ellipsis } from 'lucide-react';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Finding } from '../../../core/policy/finding.ts';
import { goTo } from '../../frame/navigation.ts';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { toClockText, toSpanText } from '../../parts/time/times.ts';
import { lookOf } from './finding-looks.ts';
import { type Deed, toLead } from './leads.ts';
import classes from './readiness.module.css';

interface FindingRowProps {
  readonly id: MaintenanceId;
  readonly finding: Finding;
  /** Whether it can be done from here. */
  readonly mayDo: (deed: Deed) => boolean;
  readonly onDeed: (deed: Deed) => void;
}

export function FindingRow({ id, finding, mayDo, onDeed }: FindingRowProps) {
  const look = lookOf(finding);
  return (
    <li className={classes['finding']} data-tone={look.tone} aria-label={`${finding.rule}: ${finding.title}`}>
      <div className={classes['standing']}>
        <Mark look={look} />
        <span className={classes['rule']}>{finding.rule}</span>
        <span className={classes['severity']}>{finding.severity}</span>
      </div>
      <div className={classes['words']}>
        <p className={classes['ruleTitle']}>{finding.title}</p>
        <p>{finding.says}</p>
        <Due finding={finding} />
        {finding.waiver === undefined ? null : (
          <p className={classes['soft']}>
            Waived by {finding.waiver.by}, <Instant atMs={finding.waiver.atMs} />
          </p>
        )}
        <Evidence finding={finding} />
      </div>
      <Actions id={id} finding={finding} mayDo={mayDo} onDeed={onDeed} />
    </li>
  );
}

function Due({ finding: { dueAtMs, dueSinceMs } }: { readonly finding: Finding }) {
  if (dueSinceMs !== undefined) return <DueSince sinceMs={dueSinceMs} />;
  return dueAtMs === undefined ? null : <DueAt atMs={dueAtMs} />;
}

function DueAt({ atMs }: { readonly atMs: number }) {
  const leftMs = atMs - useNowMs();
  return (
    <p className={classes['due']} data-tone="warn">
      Due <Instant atMs={atMs} />
      {leftMs > 0 ? `, in ${toSpanText(leftMs)}` : null}
    </p>
  );
}

function DueSince({ sinceMs }: { readonly sinceMs: number }) {
  const nowMs = useNowMs();
  return (
    <p className={classes['due']} data-tone="bad">
      Due for {toClockText(nowMs - sinceMs)}, since <Instant atMs={sinceMs} />
    </p>
  );
}

/** More than these are counted. */
const shownEvidence = 100;
/** A longer list is opened by whoever wants it: the next rule stands below it. */
const openEvidence = 12;

/** Open where there is more to it than was said; folded where it repeats the sentence, or only proves that all is well. */
function Evidence({ finding: { evidence, status, says } }: { readonly finding: Finding }) {
  if (evidence.length === 0) return null;
  const isTold = evidence.every(({ text }) => says.includes(text.replace(/ is empty$/, '')));
  const isOpen = (status === 'violated' || status === 'not-yet-due') && !isTold && evidence.length <= openEvidence;
  return (
    <details className={classes['evidence']} open={isOpen}>
      <summary>What it rests on ({evidence.length})</summary>
      <ul>
        {evidence.slice(0, shownEvidence).map(({ text, fromMs, toMs }) => (
          <li key={`${text} ${fromMs ?? ''}`}>
            {text}
            {fromMs !== undefined && toMs === undefined ? (
              <span className={classes['soft']}>
                , <Instant atMs={fromMs} />
              </span>
            ) : null}
          </li>
        ))}
        {evidence.length > shownEvidence ? <li>and {evidence.length - shownEvidence} more</li> : null}
      </ul>
    </details>
  );
}

function Actions({ id, finding, mayDo, onDeed }: FindingRowProps) {
  const first = finding.status === 'waived' ? undefined : toLead(id, finding);
  // A place is gone to by whoever can do something there: the same who can do everything here.
  const lead =
    first === undefined || ('deed' in first ? mayDo(first.deed) : mayDo({ kind: 'ask-support' })) ? first : undefined;
  return (
    <div className={classes['actions']}>
      {lead === undefined ? null : (
        <Button
          size="compact-sm"
          variant={finding.severity === 'must' && finding.status === 'violated' ? 'light' : 'default'}
          rightSection={'route' in lead ? <ArrowRight size={14} aria-hidden="true" /> : undefined}
          classNames={{ label: classes['actionLabel'] ?? '', root: classes['action'] ?? '' }}
          onClick={() => ('route' in lead ? goTo(lead.route) : onDeed(lead.deed))}
        >
          {lead.label}
          {'deed' in lead ? '…' : ''}
        </Button>
      )}
      <More finding={finding} mayDo={mayDo} onDeed={onDeed} />
    </div>
  );
}

function More({ finding, mayDo, onDeed }: Pick<FindingRowProps, 'finding' | 'mayDo' | 'onDeed'>) {
  const { rule, action, status, waivedBy } = finding;
  const isOpen = status === 'violated' || status === 'not-yet-due';
  const all: readonly { readonly label: string; readonly deed: Deed }[] = [
    ...(isOpen && waivedBy.length > 0
      ? [{ label: `Waive it (${waivedBy.join(' or ')})…`, deed: { kind: 'waive', finding } as const }]
      : []),
    ...(status === 'waived' ? [{ label: 'Take the waiver back…', deed: { kind: 'take-back', finding } as const }] : []),
    ...(rule.startsWith('OWN-') && status === 'satisfied'
      ? [{ label: 'Take the confirmation back…', deed: { kind: 'doubt', finding } as const }]
      : []),
    ...(rule === 'POL-9' && action !== undefined
      ? [{ label: 'Ask for outside help…', deed: { kind: 'ask-support' } as const }]
      : []),
    ...(['POL-11', 'POL-12', 'POL-14'].includes(rule) && isOpen
      ? [{ label: 'No backup is needed…', deed: { kind: 'no-backups' } as const }]
      : []),
  ];
  const items = all.filter(({ deed }) => mayDo(deed));
  if (items.length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" color="gray" aria-label={`More about ${rule}`} px={6}>
          <Ellipsis size={16} aria-hidden="true" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ label, deed }) => (
          <Menu.Item key={label} onClick={() => onDeed(deed)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
