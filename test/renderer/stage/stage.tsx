/** A page that shows the console over the stand-in: `?scene=unknown&lines=1000000&rate=5000`. For tests, figures and pictures. */
/// <reference types="vite/client" />
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '../../../src/renderer/theme/base.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '../../../src/renderer/theme/tokens.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { createModels, screenFrames } from '../../../src/renderer/model/models.ts';
import { ModelsProvider } from '../../../src/renderer/model/react.tsx';
import { adoptThemeVariables, theme } from '../../../src/renderer/theme/theme.ts';
import { ConsoleView } from '../../../src/renderer/views/console/console-view.tsx';
import { createStandIn, type Scene, type StandIn, standInId } from '../fixtures/stand-in-link.ts';

declare global {
  interface Window {
    standIn: StandIn;
  }
}

const query = new URLSearchParams(window.location.search);
const lines = Number(query.get('lines') ?? 2_000);
const rate = Number(query.get('rate') ?? 0);
const standIn = createStandIn((query.get('scene') ?? 'running') as Scene, lines, Date.now());
window.standIn = standIn;
if (rate > 0) standIn.stream(rate);
const models = createModels(standIn, screenFrames());

function Stage() {
  const hash = useSyncExternalStore(
    (call) => {
      window.addEventListener('hashchange', call);
      return () => window.removeEventListener('hashchange', call);
    },
    () => window.location.hash,
  );
  const [, kind, at] = /[?](row|event)=(\d+)$/.exec(hash) ?? [];
  const spot = at === undefined ? undefined : ({ kind: kind === 'row' ? 'output' : 'event', at: Number(at) } as const);
  return <ConsoleView id={standInId} spot={spot} />;
}

adoptThemeVariables(document);
const root = document.querySelector('#root');
if (root === null) throw new Error('the stage has no #root');
createRoot(root).render(
  <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
    <ModelsProvider models={models}>
      <Stage />
      <Notifications position="bottom-right" />
    </ModelsProvider>
  </MantineProvider>,
);
