/** Fields that belong together, under the name they share. */
import type { ReactNode } from 'react';
import dialogs from '../dialogs/dialog.module.css';

export function FieldGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={dialogs['group']}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
