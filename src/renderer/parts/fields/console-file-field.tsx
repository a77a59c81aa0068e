/** A file on the console’s machine, by its path. Where the window knows where a chosen file lies, it can be chosen or dropped. */
import { Button, FileButton, TextInput } from '@mantine/core';
import { useModels } from '../../model/react.tsx';
import classes from './console-file-field.module.css';

interface ConsoleFileFieldProps {
  readonly label: string;
  readonly placeholder: string;
  /** As of an `input` for files. */
  readonly accept: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
}

export function ConsoleFileField({ label, placeholder, accept, value, onChange }: ConsoleFileFieldProps) {
  const { pathOf } = useModels().link;
  const choose = (file: File | null | undefined) => {
    const path = file === null || file === undefined ? '' : (pathOf?.(file) ?? '');
    if (path !== '') onChange(path);
  };
  return (
    <div className={classes['field']}>
      <TextInput
        className={classes['path'] ?? ''}
        label={label}
        placeholder={placeholder}
        value={value}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={(event) => onChange(event.currentTarget.value)}
        onDrop={(event) => choose(event.dataTransfer.files.item(0))}
        onDragOver={(event) => {
          // A page takes a file only where it says so.
          if (pathOf !== undefined && event.dataTransfer.types.includes('Files')) event.preventDefault();
        }}
      />
      {pathOf === undefined ? null : (
        <FileButton accept={accept} onChange={choose}>
          {(props) => (
            <Button {...props} variant="default">
              Choose…
            </Button>
          )}
        </FileButton>
      )}
    </div>
  );
}
