/** The console over a link: the one place where models are made and the theme is put over everything. */
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { Models } from '../model/models.ts';
import { ModelsProvider } from '../model/react.tsx';
import { styleNonce } from '../style-nonce.ts';
import { theme } from '../theme/theme.ts';
import { App } from './app.tsx';
import { RefusedPage } from './visitor/arrival.tsx';

interface ConsoleProps {
  readonly models: Models;
  /** Why the invite in the page’s address let nobody in. */
  readonly refusal?: string | undefined;
}

export function Console({ models, refusal }: ConsoleProps) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <ModelsProvider models={models}>
        {refusal === undefined ? <App /> : <RefusedPage message={refusal} />}
        <Notifications position="bottom-right" autoClose={6_000} containerWidth={400} />
      </ModelsProvider>
    </MantineProvider>
  );
}
