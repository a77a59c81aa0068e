/** What has become of an action item, said with one pick. */
import { Select } from '@mantine/core';
import type { MaintenanceId } from '../../../core/ids.ts';
import { type ActionItem, actionItemStateSchema } from '../../../core/postmortem/report.ts';
import type { Asking } from '../../parts/asking/asking.ts';
import { itemStateLooks } from './report-words.ts';

interface ItemStateSelectProps {
  readonly maintenance: MaintenanceId;
  readonly item: ActionItem;
  readonly asking: Pick<Asking, 'ask'>;
  readonly isReadOnly: boolean;
}

export function ItemStateSelect({ maintenance, item, asking, isReadOnly }: ItemStateSelectProps) {
  return (
    <Select
      size="xs"
      w={104}
      aria-label={`State of “${item.title}”`}
      allowDeselect={false}
      disabled={isReadOnly}
      data={actionItemStateSchema.options.map((value) => ({ value, label: itemStateLooks[value].word }))}
      value={item.state}
      onChange={(state) => {
        if (state !== null && state !== item.state)
          void asking.ask('actionItem.state', { maintenance, item: item.id, state });
      }}
    />
  );
}
