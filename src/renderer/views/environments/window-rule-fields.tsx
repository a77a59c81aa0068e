/** The recurring window: on which days, at what local time, for how long, and whether due migrations run in it by themselves. */
import { Autocomplete, Checkbox, Chip, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { type Weekday, weekdays } from '../../../core/environment/window-rule.ts';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { FieldGroup } from '../../parts/fields/field-group.tsx';
import { firstWindow, type WindowDraft } from './environment-draft.ts';
import classes from './environments.module.css';

interface WindowRuleFieldsProps {
  readonly window: WindowDraft | undefined;
  readonly problem: string | undefined;
  readonly onChange: (window: WindowDraft | undefined) => void;
}

const nths = [
  { value: '1', label: 'first of the month' },
  { value: '2', label: 'second of the month' },
  { value: '3', label: 'third of the month' },
  { value: '4', label: 'fourth of the month' },
  { value: '5', label: 'fifth of the month' },
  { value: '-1', label: 'last of the month' },
];

export function WindowRuleFields({ window, problem, onChange }: WindowRuleFieldsProps) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <FieldGroup title="Recurring window">
      <Switch
        label="It has a recurring maintenance window"
        checked={window !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? firstWindow(here) : undefined)}
      />
      {window === undefined ? null : (
        <Rule window={window} problem={problem} onChange={(part) => onChange({ ...window, ...part })} />
      )}
    </FieldGroup>
  );
}

interface RuleProps {
  readonly window: WindowDraft;
  readonly problem: string | undefined;
  readonly onChange: (part: Partial<WindowDraft>) => void;
}

function Rule({ window, problem, onChange }: RuleProps) {
  const { rhythm, everyWeeks } = window;
  return (
    <>
      <Chip.Group multiple value={[...window.weekdays]} onChange={(days) => onChange({ weekdays: days as Weekday[] })}>
        <div className={classes['buttons']}>
          {weekdays.map((day) => (
            <Chip key={day} value={day} size="xs">
              {`${day[0]?.toUpperCase()}${day.slice(1)}`}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      <div className={dialogs['thirds']}>
        <TextInput
          label="From, by its clocks"
          placeholder="02:30"
          value={window.at}
          onChange={(event) => onChange({ at: event.currentTarget.value })}
        />
        <Autocomplete
          label="Time zone"
          data={Intl.supportedValuesOf('timeZone')}
          limit={50}
          value={window.zone}
          onChange={(zone) => onChange({ zone })}
        />
        <NumberInput
          label="Minutes"
          min={5}
          max={10_080}
          value={window.lengthMinutes}
          onChange={(minutes) => onChange({ lengthMinutes: String(minutes) })}
        />
      </div>
      <div className={dialogs['thirds']}>
        <Select
          label="Which weeks"
          data={[
            { value: 'weekly', label: 'every so many weeks' },
            { value: 'monthly', label: 'by the month' },
          ]}
          value={rhythm}
          allowDeselect={false}
          onChange={(value) => onChange({ rhythm: value === 'monthly' ? 'monthly' : 'weekly' })}
        />
        {rhythm === 'weekly' ? (
          <>
            <NumberInput
              label="Every … weeks"
              min={1}
              max={52}
              value={everyWeeks}
              onChange={(weeks) => onChange({ everyWeeks: String(weeks) })}
            />
            {everyWeeks === '1' ? null : (
              <TextInput
                label="Counted from"
                placeholder="2026-11-30"
                value={window.from}
                onChange={(event) => onChange({ from: event.currentTarget.value })}
              />
            )}
          </>
        ) : (
          <Select
            label="Which"
            data={nths}
            value={window.nth}
            allowDeselect={false}
            onChange={(nth) => onChange({ nth: nth ?? '1' })}
          />
        )}
      </div>
      <Checkbox
        label="Due migrations run in it by themselves"
        description="Only while this console is open and every “must” of the policy holds; otherwise it says why it did not start."
        checked={window.isAutomatic}
        onChange={(event) => onChange({ isAutomatic: event.currentTarget.checked })}
      />
      {problem === undefined ? null : (
        <p className={classes['problem']} data-tone="bad" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
