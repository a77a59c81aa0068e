/** Why something may not be done yet: said where its button is. */
import type { ReactNode } from 'react';
import classes from './postmortem.module.css';

export function Because({ children }: { readonly children: ReactNode }) {
  return (
    <div className={classes['because']} data-tone="warn">
      {children}
    </div>
  );
}
