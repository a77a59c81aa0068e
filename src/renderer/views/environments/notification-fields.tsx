/** Who is told of what of an environment, through which channels (`REL-5`). */
import { ActionIcon, Button, MultiSelect, NumberInput, Select } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import type { Notification, Occasion } from '../../../core/environment/environment.ts';
import type { Audience } from '../../../core/notice/notice.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import classes from './environments.module.css';

interface NotificationFieldsProps {
  readonly notifications: readonly Notification[];
  readonly problem: string | undefined;
  readonly onChange: (notifications: readonly Notification[]) => void;
}

const occasions: readonly { readonly value: Occasion; readonly label: string }[] = [
  { value: 'pending', label: 'updates are pending' },
  { value: 'downtime', label: 'downtime is ahead' },
  { value: 'start', label: 'a release starts' },
  { value: 'success', label: 'it succeeded' },
  { value: 'failure', label: 'it failed' },
];

export function NotificationFields({ notifications, problem, onChange }: NotificationFieldsProps) {
  const channels = useAsked('channel.list', {}, 'channel');
  const names = (channels.value?.channels ?? []).map(({ channel }) => channel.name);
  const [first] = names;
  const rows = notifications.map((one, at) => ({ one, at }));
  const set = (at: number, part: Partial<Notification>) =>
    onChange(notifications.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <>
      {rows.map(({ one, at }) => (
        <div key={at} className={classes['notification']}>
          <Select
            label="When"
            data={[...occasions]}
            value={one.on}
            allowDeselect={false}
            onChange={(on) => set(at, { on: (on ?? 'failure') as Occasion })}
          />
          <Select
            label="For"
            data={['internal', 'public']}
            value={one.audience}
            allowDeselect={false}
            onChange={(audience) => set(at, { audience: (audience ?? 'internal') as Audience })}
          />
          <MultiSelect
            label="Through"
            data={[...new Set([...names, ...one.channels])]}
            value={[...one.channels]}
            onChange={(chosen) => set(at, { channels: chosen })}
          />
          {one.on === 'downtime' ? (
            <NumberInput
              label="Hours ahead"
              min={0}
              max={8_760}
              value={one.hoursAhead ?? 24}
              onChange={(hours) => set(at, { hoursAhead: Number(hours) })}
            />
          ) : (
            <span />
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Tell this no more"
            onClick={() => onChange(notifications.filter((_, index) => index !== at))}
          >
            <Trash2 size={15} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      {problem === undefined ? null : (
        <p className={classes['problem']} data-tone="bad" role="alert">
          {problem}
        </p>
      )}
      {first === undefined ? (
        <p className={classes['small']}>
          Nothing is told by itself: the workspace has no channel yet. Settings, Channels adds one.
        </p>
      ) : (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Plus size={14} aria-hidden="true" />}
            onClick={() => onChange([...notifications, { on: 'failure', audience: 'internal', channels: [first] }])}
          >
            Tell somebody
          </Button>
        </div>
      )}
    </>
  );
}
