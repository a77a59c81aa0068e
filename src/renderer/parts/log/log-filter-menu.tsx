/** What of the log is shown: kinds, streams, steps and hosts, in one popover that says how many of them are chosen. */
import { Button, Checkbox, Popover } from '@mantine/core';
import { ListFilter } from 'lucide-react';
import type { LogFilter } from '../../../contract/shapes.ts';
import type { HostName, TaskId } from '../../../core/ids.ts';
import type { LogModel } from '../../model/log-model.ts';
import { useModel } from '../../model/react.tsx';
import classes from './log-filter-menu.module.css';

export interface FilterChoices {
  readonly tasks: readonly { readonly id: TaskId; readonly title: string }[];
  readonly hosts: readonly HostName[];
}

const kinds = { output: 'Output', decision: 'Decisions', note: 'Notes', system: 'What the console did' } as const;
const streams = { stdout: 'Standard output', stderr: 'Errors (stderr)' } as const;

interface LogFilterMenuProps {
  readonly log: LogModel;
  /** Asked for when the menu is open, for a long plan has many. */
  readonly choices: () => FilterChoices;
}

export function LogFilterMenu({ log, choices }: LogFilterMenuProps) {
  const filter = useModel(log, (view) => view.filter);
  const count = Object.values(filter).filter((wanted) => wanted !== undefined).length;

  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={count === 0 ? 'default' : 'light'}
          leftSection={<ListFilter size={14} aria-hidden="true" />}
        >
          {count === 0 ? 'Filter' : `Filter · ${count}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['menu'] ?? ''}>
        <Groups log={log} choices={choices} />
        <Button size="compact-sm" variant="subtle" disabled={count === 0} onClick={() => log.setFilter({})}>
          Show everything
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function Groups({ log, choices }: LogFilterMenuProps) {
  const filter = useModel(log, (view) => view.filter);
  const { tasks, hosts } = choices();

  /** An empty choice lets everything through, so it is no choice at all. */
  function choose<K extends keyof LogFilter>(name: K, values: readonly string[]) {
    const { [name]: _, ...rest } = filter;
    log.setFilter(values.length === 0 ? rest : ({ ...rest, [name]: values } as LogFilter));
  }

  return (
    <>
      <Group title="Kind" names={kinds} chosen={filter.kinds} onChoose={(values) => choose('kinds', values)} />
      <Group title="Stream" names={streams} chosen={filter.streams} onChoose={(values) => choose('streams', values)} />
      <Group
        title="Host"
        names={Object.fromEntries(hosts.map((host) => [host, host]))}
        chosen={filter.hosts}
        onChoose={(values) => choose('hosts', values)}
      />
      <Group
        title="Step"
        names={Object.fromEntries(tasks.map(({ id, title }) => [id, title]))}
        chosen={filter.tasks}
        onChoose={(values) => choose('tasks', values)}
      />
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly names: Readonly<Record<string, string>>;
  readonly chosen: readonly string[] | undefined;
  readonly onChoose: (values: readonly string[]) => void;
}

function Group({ title, names, chosen, onChoose }: GroupProps) {
  const entries = Object.entries(names);
  if (entries.length === 0) return null;
  return (
    <Checkbox.Group
      label={title}
      value={[...(chosen ?? [])]}
      onChange={onChoose}
      size="xs"
      className={classes['group'] ?? ''}
    >
      <div className={classes['choices']}>
        {entries.map(([value, name]) => (
          <Checkbox key={value} value={value} label={name} size="xs" />
        ))}
      </div>
    </Checkbox.Group>
  );
}
