/** What a result rests on: lines of the log as links, files by their hash, notes as they were written. */
import { Anchor, Tooltip } from '@mantine/core';
import type { ItemOutcome } from '../../../../core/change/item-result.ts';
import type { MaintenanceId } from '../../../../core/ids.ts';
import { toHash } from '../../../frame/route.ts';
import { useMaintenanceModels, useModel } from '../../../model/react.tsx';

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

/** What was said, by whom, as a link to where it stands in the log. */
function CommentEvidence({ id, comment }: { readonly id: MaintenanceId; readonly comment: string }) {
  const { maintenance } = useMaintenanceModels(id);
  const talk = useModel(maintenance, (view) => view.state?.talk);
  const said = talk?.comments.find((one) => one.id === comment);
  if (said === undefined) return 'a comment';
  const spot = { kind: 'event', at: said.seq } as const;
  return (
    <>
      {said.by.name}: “{said.text}”{' '}
      <Anchor href={toHash({ room: 'maintenance', id, tab: 'console', spot })}>in the log</Anchor>
    </>
  );
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
    case 'comment':
      return <CommentEvidence id={id} comment={one.comment} />;
    case 'note':
      return one.text;
    case 'attempt':
      return `attempt ${one.attempt} of its step`;
  }
}
