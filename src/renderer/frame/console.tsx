/** The console over a link: the one place where models are made and the theme is put over everything. */
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { Models } from '../model/models.ts';
import { ModelsProvider } from '../model/react.tsx';
import { styleNonce } from '../style-nonce.ts';
import { theme } from '../theme/theme.ts';
import { App } from './app.tsx';

export function Console({ models }: { readonly models: Models }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <ModelsProvider models={models}>
        <App />
        <Notifications position="bottom-right" autoClose={6_000} containerWidth={400} />
      </ModelsProvider>
    </MantineProvider>
  );
}
