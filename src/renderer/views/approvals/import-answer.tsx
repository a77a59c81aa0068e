/** The button that takes in the signed answer of somebody elsewhere. */
import { Button, FileButton } from '@mantine/core';
import { FileInput } from 'lucide-react';

interface ImportAnswerProps {
  readonly isAsking: boolean;
  readonly onContent: (content: string) => void;
}

export function ImportAnswer({ isAsking, onContent }: ImportAnswerProps) {
  async function read(file: File | null) {
    if (file !== null) onContent(await file.text());
  }
  return (
    <FileButton accept=".json,application/json" onChange={(file) => void read(file)}>
      {(props) => (
        <Button
          {...props}
          size="compact-sm"
          variant="default"
          loading={isAsking}
          leftSection={<FileInput size={14} aria-hidden="true" />}
        >
          Import an answer…
        </Button>
      )}
    </FileButton>
  );
}
