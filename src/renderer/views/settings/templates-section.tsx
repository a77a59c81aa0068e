/** The templates of notices: one for each kind and audience, the team's own or the built-in one. */
import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import { audienceSchema, type NoticeKind, noticeKindSchema } from '../../../core/notice/notice.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { kindNames } from '../notices/notice-looks.ts';
import classes from './settings-room.module.css';
import { TemplateDialog, type TemplateView } from './template-dialog.tsx';

export function TemplatesSection() {
  const asked = useAsked('template.list', {}, 'notice');
  const [open, setOpen] = useState<TemplateView>();
  const views = asked.value;
  return (
    <>
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {views === undefined ? (
        <Loader size="sm" />
      ) : (
        <table className={tables['table']}>
          <TableHead columns={['Notice', 'Public text', 'Internal text']} />
          <tbody>
            {noticeKindSchema.options.map((kind) => (
              <KindRow
                key={kind}
                kind={kind}
                views={views.filter(({ template }) => template.kind === kind)}
                onOpen={setOpen}
              />
            ))}
          </tbody>
        </table>
      )}
      {open === undefined ? null : <TemplateDialog view={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

interface KindRowProps {
  readonly kind: NoticeKind;
  readonly views: readonly TemplateView[];
  readonly onOpen: (view: TemplateView) => void;
}

function KindRow({ kind, views, onOpen }: KindRowProps) {
  const isReadOnly = useIsReadOnly();
  return (
    <tr aria-label={kindNames[kind]}>
      <td>
        <strong>{kindNames[kind]}</strong>
      </td>
      {audienceSchema.options.map((audience) => {
        const view = views.find(({ template }) => template.audience === audience);
        return (
          <td key={audience}>
            {view === undefined ? null : (
              <div className={classes['templateCell']}>
                <span>
                  {view.template.subject}
                  <span className={classes['small']}>
                    {view.version === 0 ? 'Built in' : `The team’s own, version ${view.version}`}
                  </span>
                </span>
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={isReadOnly}
                  aria-label={`Change the ${audience} text of ${kindNames[kind]}`}
                  onClick={() => onOpen(view)}
                >
                  Change…
                </Button>
              </div>
            )}
          </td>
        );
      })}
    </tr>
  );
}
