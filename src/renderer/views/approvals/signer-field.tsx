/** With which key a file was signed; of one nobody here knows the fingerprint is typed as its owner reads it out. */
import { TextInput } from '@mantine/core';
import type { z } from 'zod';
import type { signerSchema } from '../../../contract/signed-file-shapes.ts';
import { Fingerprint } from '../../parts/fingerprint/fingerprint.tsx';

type Signer = z.output<typeof signerSchema>;

const standings = {
  own: 'this very console’s key',
  trusted: 'a key trusted here',
  unknown: 'a key nobody here knows',
} as const;

export function toSignerWords({ standing, person }: Signer): string {
  return `${standings[standing]}${person === undefined ? '' : `, ${person.name}’s`}`;
}

/** As the host compares it: without the spaces one reads it out with. */
export const toFingerprint = (typed: string) => `SHA256:${typed.replace(/\s+/g, '').replace(/^SHA256:/i, '')}`;

interface SignerFieldProps {
  readonly signer: Signer;
  readonly typed: string;
  readonly onChange: (typed: string) => void;
}

/** Nothing where the key is known. */
export function SignerField({ signer, typed, onChange }: SignerFieldProps) {
  if (signer.standing !== 'unknown') return null;
  return (
    <div>
      <Fingerprint fingerprint={signer.fingerprint} algorithm="Ed25519" />
      <TextInput
        label="The fingerprint, as whoever asks reads it out"
        description="Nobody here has trusted this key yet. Have it read out by another way than the file came."
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
