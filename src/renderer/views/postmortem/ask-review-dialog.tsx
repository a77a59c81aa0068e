/** Putting the report, as it is, to those who review it. */
import { useState } from 'react';
import type { ReportView } from '../../../contract/report-shapes.ts';
import type { Report } from '../../../core/postmortem/report.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { PeopleField } from '../../parts/fields/people-field.tsx';
import { WordsField } from '../../parts/fields/words-field.tsx';
import classes from './postmortem.module.css';

interface AskReviewDialogProps {
  readonly view: ReportView;
  readonly report: Report;
  readonly onClose: () => void;
}

export function AskReviewDialog({ view, report, onClose }: AskReviewDialogProps) {
  // Asking gives no word on the text: what is put to them is what this screen has last heard, one's own last edit included.
  const { textHash } = report;
  const [people, setPeople] = useState<PersonId[]>([]);
  const [note, setNote] = useState('');
  const asking = useAsking();
  async function ask() {
    const said = {
      maintenance: view.maintenance,
      textHash,
      people,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    };
    if ((await asking.ask('report.askReview', said)) !== undefined) onClose();
  }
  return (
    <DeedDialog title="Ask for review" deed="Ask them" asking={asking} onDo={() => void ask()} onClose={onClose}>
      {view.wouldReview.length === 0 ? (
        <p>Nobody of the roster reviews reports. Name an EM and a CES of the address book.</p>
      ) : (
        <ul className={classes['plain']} aria-label="Who is asked">
          {view.wouldReview.map(({ person, name, role }) => (
            <li key={person}>
              {name}, <span className={classes['soft']}>{role}</span>
            </li>
          ))}
        </ul>
      )}
      <PeopleField
        label="And also"
        description="People of the address book."
        value={people}
        isLeftOut={(id) => view.wouldReview.some(({ person }) => person === id)}
        onChange={setPeople}
      />
      <WordsField label="Note to them" value={note} onChange={setNote} />
    </DeedDialog>
  );
}
