/** Who answers a file of somebody else, and whose key it was signed with: asked wherever such a file is answered. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { SignerField, toFingerprint } from './signer-field.tsx';

type Asked = Pick<RequestOutput<'approval.open'>, 'signer' | 'as'>;

export function useAnswering({ signer, as: known }: Asked) {
  const [as, setAs] = useState<PersonId | null>(known ?? null);
  const [typed, setTyped] = useState('');
  const isStrange = signer.standing === 'unknown';
  return {
    ...{ as, setAs, signer, typed, setTyped },
    isReady: as !== null && (!isStrange || typed.trim() !== ''),
    /** As the request that answers takes it. */
    given: { ...(as === null ? {} : { as }), ...(isStrange ? { signer: toFingerprint(typed) } : {}) },
  };
}

interface AnsweringFieldsProps {
  readonly answering: ReturnType<typeof useAnswering>;
  readonly to: readonly { readonly id: PersonId; readonly name: string }[];
}

export function AnsweringFields({ answering, to }: AnsweringFieldsProps) {
  return (
    <>
      <SignerField signer={answering.signer} typed={answering.typed} onChange={answering.setTyped} />
      <Select
        label="Who answers"
        data={to.map(({ id, name }) => ({ value: id, label: name }))}
        value={answering.as}
        allowDeselect={false}
        onChange={answering.setAs}
      />
    </>
  );
}
