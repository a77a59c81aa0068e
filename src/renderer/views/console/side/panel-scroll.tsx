/** The part of a panel that scrolls. */
import { ScrollArea } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './panel.module.css';

export function PanelScroll({ children }: { readonly children: ReactNode }) {
  return (
    <ScrollArea
      className={classes['scroll'] ?? ''}
      classNames={{ scrollbar: classes['scrollbar'] ?? '' }}
      type="auto"
      scrollbarSize={8}
    >
      {children}
    </ScrollArea>
  );
}
