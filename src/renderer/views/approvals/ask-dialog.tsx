/** Asking people for their word on the plan and window as they are; the signed file is for those who do not follow here. */
import { Button, MultiSelect } from '@mantine/core';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { type ApprovalKind, askedAtMost } from '../../../core/approval/approval.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toInvolved } from '../../../core/policy/involved.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { WordsField } from '../../parts/fields/words-field.tsx';
import { download } from '../runbooks/files.ts';
import classes from './approvals.module.css';
import { kindNames, kinds } from './kind-names.ts';

/** More than these are counted: nobody looks through as many names in a field. */
const listedPeople = 40;

interface AskDialogProps {
  readonly state: MaintenanceState;
  /** What is asked for at first. */
  readonly kinds: readonly ApprovalKind[];
  readonly onClose: () => void;
}

export function AskDialog({ state, kinds: first, onClose }: AskDialogProps) {
  const [wanted, setWanted] = useState<readonly ApprovalKind[]>(first);
  const [to, setTo] = useState<readonly PersonId[]>(() => (first.includes('plan') ? toUnasked(state) : []));
  const [note, setNote] = useState('');
  const [made, setMade] = useState<{ readonly file: string; readonly content: string }>();
  const asking = useAsking();
  async function ask() {
    if (made !== undefined) {
      onClose();
      return;
    }
    const asked = await asking.ask('approval.request', {
      maintenance: state.id,
      kinds: [...wanted],
      to: [...to],
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    });
    if (asked !== undefined) setMade(asked);
  }
  return (
    <DeedDialog
      title="Ask for approval or agreement"
      deed={made === undefined ? 'Ask' : 'Done'}
      isDone={made !== undefined}
      isReady={made !== undefined || (wanted.length > 0 && to.length > 0 && to.length <= askedAtMost)}
      asking={asking}
      onDo={() => void ask()}
      onClose={onClose}
    >
      {made === undefined ? (
        <>
          <p className={classes['soft']}>
            It is bound to the plan <code>{state.planHash.slice(0, 12)}</code> and the window as they are now: change
            either, and what was said does not count any more.
          </p>
          <MultiSelect
            label="For what"
            data={kinds.map((kind) => ({ value: kind, label: kindNames[kind] }))}
            value={[...wanted]}
            onChange={(next) => setWanted(next as ApprovalKind[])}
          />
          {to.length > listedPeople ? (
            <div className={classes['matter']}>
              <span>
                Whom: <strong>{to.length.toLocaleString('en')} people</strong> of those involved
                {to.length < askedAtMost ? '' : `; a request asks ${askedAtMost} at most`}
              </span>
              <Button size="compact-sm" variant="default" onClick={() => setTo([])}>
                Choose instead
              </Button>
            </div>
          ) : (
            <MultiSelect
              label="Whom"
              data={state.roster.members.map(({ id, name, roles }) => ({
                value: id,
                label: roles.length === 0 ? name : `${name} (${roles.join(', ')})`,
              }))}
              value={[...to]}
              searchable
              limit={100}
              nothingFoundMessage="Nobody on the roster is called that"
              onChange={(next) => setTo(next as PersonId[])}
            />
          )}
          <WordsField label="Note" value={note} onChange={setNote} />
        </>
      ) : (
        <div role="status">
          <p>It stands in the log, and whoever comes to this console can answer here.</p>
          <p className={classes['soft']}>
            Whoever does not come: send them the file. Their console answers with one, to be imported here.
          </p>
          <Button
            variant="default"
            leftSection={<Download size={15} aria-hidden="true" />}
            onClick={() => download(made.file, made.content, 'application/json')}
          >
            {made.file}
          </Button>
        </div>
      )}
    </DeedDialog>
  );
}

/** Of everybody involved those who were not asked about this very plan, as many as one request takes; everybody where all were. */
function toUnasked({ roster, consent, planHash }: MaintenanceState): readonly PersonId[] {
  const involved = toInvolved(roster);
  const asked = new Set(
    consent.requests
      .filter(({ kinds, bound }) => kinds.includes('plan') && bound.planHash === planHash)
      .flatMap(({ to }) => to),
  );
  const left = involved.filter((person) => !asked.has(person));
  return (left.length === 0 ? involved : left).slice(0, askedAtMost);
}
