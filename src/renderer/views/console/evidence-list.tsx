/** What a result rests on: lines of the log as links, files by their hash, notes as they were written. */
import { Anchor, Tooltip } from '@mantine/core';
import type { ItemOutcome } from '../../../core/change/item-result.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import { toHash } from '../../frame/route.ts';

type OneEvidence = ItemOutcome['evidence'][number];

export function EvidenceList({
  id,
  evidence,
}: {
  readonly id: MaintenanceId;
  readonly evidence: readonly OneEvidence[];
}) {
  return evidence.map((one) => (
    <div key={JSON.stringify(one)}>
      <OneEvidence id={id} one={one} />
    </div>
  ));
}

function OneEvidence({ id, one }: { readonly id: MaintenanceId; readonly one: OneEvidence }) {
  switch (one.kind) {
    case 'row': {
      const spot = { kind: 'output', at: one.row } as const;
      return (
        <Anchor href={toHash({ room: 'maintenance', id, tab: 'console', spot })}>
          line {one.row.toLocaleString('en-GB')}
        </Anchor>
      );
    }
    case 'file':
      return (
        <Tooltip label={`SHA-256 ${one.sha256}`} multiline maw={420}>
          <span>
            {one.name}, <code>{one.sha256.slice(0, 12)}</code>
          </span>
        </Tooltip>
      );
    case 'note':
      return one.text;
    case 'attempt':
      return `attempt ${one.attempt} of its step`;
  }
}
