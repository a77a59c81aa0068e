/** The policy as YAML: written here or read from a file, and put in force as a whole or not at all, with every problem named by its line. */
import { Button, FileButton, Textarea } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import classes from './settings-room.module.css';

interface PolicyYamlDialogProps {
  readonly first: string;
  readonly version: number;
  readonly onClose: () => void;
}

type Problems = RequestOutput<'policy.import'>['problems'];

export function PolicyYamlDialog({ first, version, onClose }: PolicyYamlDialogProps) {
  const [yaml, setYaml] = useState(first);
  const [problems, setProblems] = useState<Problems>([]);
  const asking = useAsking();
  function take(text: string) {
    setYaml(text);
    setProblems([]);
  }
  async function importIt() {
    const answer = await asking.ask('policy.import', { yaml, expectedVersion: version });
    if (answer === undefined) return;
    if (answer.problems.length === 0) onClose();
    else setProblems(answer.problems);
  }
  return (
    <DeedDialog
      title="The policy as YAML"
      deed="Put it in force"
      isReady={yaml.trim() !== ''}
      size={820}
      asking={asking}
      onDo={() => void importIt()}
      onClose={onClose}
    >
      <FileButton
        accept=".yaml,.yml,application/yaml"
        onChange={(file) => {
          if (file !== null) void file.text().then(take);
        }}
      >
        {(props) => (
          <Button
            {...props}
            className={classes['file'] ?? ''}
            size="compact-sm"
            variant="default"
            leftSection={<FileUp size={14} aria-hidden="true" />}
          >
            Read a file…
          </Button>
        )}
      </FileButton>
      <Textarea
        label="YAML"
        className={classes['yaml'] ?? ''}
        autosize
        minRows={12}
        maxRows={22}
        spellCheck={false}
        value={yaml}
        onChange={(event) => take(event.currentTarget.value)}
      />
      {problems.length === 0 ? null : (
        <div role="alert">
          <p>Nothing was changed:</p>
          <ul className={classes['lines']}>
            {problems.map(({ line, text }) => (
              <li key={`${line} ${text}`}>
                Line {line}: {text} <code>{yaml.split('\n')[line - 1]?.trim()}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </DeedDialog>
  );
}
