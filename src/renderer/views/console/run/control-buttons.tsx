/** The moves that are offered now, a button each; every one opens a dialog first. */
import { Button } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import classes from '../side/side-panel.module.css';

export interface Control<Kind extends string> {
  readonly kind: Kind;
  readonly label: string;
  readonly icon: LucideIcon;
  /** What cannot be taken back is told apart. */
  readonly isDangerous?: boolean;
}

interface ControlButtonsProps<Kind extends string> {
  readonly offered: readonly Control<Kind>[];
  readonly onPick: (kind: Kind) => void;
}

export function ControlButtons<Kind extends string>({ offered, onPick }: ControlButtonsProps<Kind>) {
  if (offered.length === 0) return null;
  return (
    <div className={classes['controls']}>
      {offered.map(({ kind, label, icon: Icon, isDangerous }) => (
        <Button
          key={kind}
          size="compact-sm"
          variant="default"
          leftSection={<Icon size={13} aria-hidden="true" />}
          data-danger={isDangerous || undefined}
          className={classes['control'] ?? ''}
          onClick={() => onPick(kind)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
