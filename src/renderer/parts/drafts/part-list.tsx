/** A short list inside a form: one line each, with what one does to it; what would stand there while it is empty. */
import { ActionIcon, Button } from '@mantine/core';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './part-list.module.css';

interface PartListProps<T> {
  readonly label: string;
  readonly parts: readonly T[];
  readonly isReadOnly: boolean;
  readonly empty: ReactNode;
  readonly addLabel: string;
  readonly toRow: (part: T) => ReactNode;
  /** How a part is called, for the names of its buttons. */
  readonly toName: (part: T) => string;
  readonly onAdd: () => void;
  /** Absent where what is there stays as it is. */
  readonly onChange?: (part: T) => void;
  readonly onRemove?: (part: T) => void;
}

export function PartList<T extends { readonly id: string }>(props: PartListProps<T>) {
  const { label, parts, isReadOnly, empty, addLabel, toRow, toName, onAdd, onChange, onRemove } = props;
  return (
    <div>
      {parts.length === 0 ? (
        <p className={classes['empty']}>{empty}</p>
      ) : (
        <ul className={classes['list']} aria-label={label}>
          {parts.map((part) => (
            <li key={part.id} className={classes['part']}>
              <div className={classes['words']}>{toRow(part)}</div>
              {isReadOnly ? null : (
                <div className={classes['buttons']}>
                  {onChange === undefined ? null : (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Change ${toName(part)}`}
                      onClick={() => onChange(part)}
                    >
                      <Pencil size={14} aria-hidden="true" />
                    </ActionIcon>
                  )}
                  {onRemove === undefined ? null : (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Remove ${toName(part)}`}
                      onClick={() => onRemove(part)}
                    >
                      <Trash2 size={14} aria-hidden="true" />
                    </ActionIcon>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {isReadOnly ? null : (
        <Button size="compact-sm" variant="default" leftSection={<Plus size={14} aria-hidden="true" />} onClick={onAdd}>
          {addLabel}
        </Button>
      )}
    </div>
  );
}

/** In its place where it is there already, else last. */
export function withPart<T extends { readonly id: string }>(parts: readonly T[], part: T): T[] {
  return parts.some(({ id }) => id === part.id)
    ? parts.map((other) => (other.id === part.id ? part : other))
    : [...parts, part];
}
