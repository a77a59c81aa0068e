/** One item of a room's list, open at its side: its name with what is done to it, and sections of what is known of it. */
import { ActionIcon } from '@mantine/core';
import { Pencil, Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './item-panel.module.css';

/** The list first; the panel, where one is open, beside it. */
export function ListAndPanel({ children }: { readonly children: ReactNode }) {
  return <div className={classes['room']}>{children}</div>;
}

interface ItemPanelProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function ItemPanel({ label, children }: ItemPanelProps) {
  return (
    <aside className={classes['panel']} aria-label={label}>
      {children}
    </aside>
  );
}

interface ItemHeadProps {
  readonly title: string;
  readonly isReadOnly: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

export function ItemHead({ title, isReadOnly, onEdit, onRemove, onClose }: ItemHeadProps) {
  return (
    <div className={classes['head']}>
      <h2>{title}</h2>
      <span className={classes['buttons']}>
        <ActionIcon variant="default" aria-label="Edit" disabled={isReadOnly} onClick={onEdit}>
          <Pencil size={15} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon variant="default" aria-label="Remove" disabled={isReadOnly} onClick={onRemove}>
          <Trash2 size={15} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label="Close" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </ActionIcon>
      </span>
    </div>
  );
}

interface ItemSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function ItemSection({ title, children }: ItemSectionProps) {
  return (
    <section className={classes['section']}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
