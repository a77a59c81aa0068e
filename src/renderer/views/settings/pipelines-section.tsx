/** How pipelines learn how a release gate stands: the listener they ask, its tokens, and the places gates are published at as files. */
import { Loader } from '@mantine/core';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { GateListenerCard } from './gate-listener-card.tsx';
import { GatePublicationsCard } from './gate-publications-card.tsx';
import { GateTokensCard } from './gate-tokens-card.tsx';

export function PipelinesSection() {
  const listener = useAsked('gate.listener', {}, 'gate');
  const publications = useAsked('gate.publications', {}, ['gate', 'environment']);
  return (
    <>
      {listener.failure === undefined ? null : <FailureNote failure={listener.failure} onRetry={listener.again} />}
      {listener.value === undefined ? (
        <Loader size="sm" />
      ) : (
        <>
          <GateListenerCard view={listener.value} />
          <GateTokensCard tokens={listener.value.tokens} />
        </>
      )}
      {publications.failure === undefined ? null : (
        <FailureNote failure={publications.failure} onRetry={publications.again} />
      )}
      {publications.value === undefined ? null : <GatePublicationsCard views={publications.value} />}
    </>
  );
}
