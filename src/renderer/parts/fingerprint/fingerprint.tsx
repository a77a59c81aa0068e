/** A host key's fingerprint, big enough to compare, and the field by which a person says that they did. */
import { TextInput } from '@mantine/core';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import classes from './fingerprint.module.css';
import { isCompared, lastBlockLength, toBlocks } from './fingerprint-comparison.ts';

export function Fingerprint({ fingerprint, algorithm }: { readonly fingerprint: string; readonly algorithm?: string }) {
  return (
    <div className={classes['fingerprint']}>
      <span className={classes['kind']}>{algorithm === undefined ? 'SHA-256' : `${algorithm} · SHA-256`}</span>
      <code className={classes['blocks']}>
        {toBlocks(fingerprint).map((block) => (
          <span key={block}>{block}</span>
        ))}
      </code>
    </div>
  );
}

interface FingerprintCheckProps {
  readonly fingerprint: string;
  readonly onMatch: (isSame: boolean) => void;
}

/** The deliberate part: what is typed must come from elsewhere, and there is nothing to press until it agrees. */
export function FingerprintCheck({ fingerprint, onMatch }: FingerprintCheckProps) {
  const [typed, setTyped] = useState('');
  const isSame = isCompared(typed, fingerprint);
  const isWrong = !isSame && typed.trim().length >= lastBlockLength;
  return (
    <TextInput
      label="The fingerprint as the host’s own console shows it"
      description={`Paste it, or type its last ${lastBlockLength} characters.`}
      value={typed}
      autoComplete="off"
      data-autofocus
      spellCheck={false}
      classNames={{ input: classes['typed'] ?? '' }}
      error={isWrong ? 'This is not the key the host shows. Do not trust it.' : undefined}
      rightSection={isSame ? <CircleCheck size={16} color="var(--good)" aria-label="The same" /> : null}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onMatch(isCompared(event.currentTarget.value, fingerprint));
      }}
    />
  );
}
