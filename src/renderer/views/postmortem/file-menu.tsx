/** One button for everything something can be taken out as. */
import { Button, Menu } from '@mantine/core';
import { FileDown } from 'lucide-react';

interface FileMenuProps<T extends string> {
  readonly formats: readonly (readonly [T, string])[];
  readonly isReady?: boolean;
  readonly onTake: (format: T) => void;
}

export function FileMenu<T extends string>({ formats, isReady = true, onTake }: FileMenuProps<T>) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!isReady}
          leftSection={<FileDown size={14} aria-hidden="true" />}
        >
          As a file…
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(([format, label]) => (
          <Menu.Item key={format} onClick={() => onTake(format)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
