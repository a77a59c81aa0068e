/** The window's entry: opens the link, makes the models, draws the frame. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './theme/base.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './theme/tokens.css';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { Console } from './frame/console.tsx';
import { takeInvite } from './link/invite.ts';
import { openLink } from './link/open-link.ts';
import { openNoLink } from './link/websocket.ts';
import { createModels, screenFrames } from './model/models.ts';
import { adoptThemeVariables } from './theme/theme.ts';

// zod would try to compile its schemas with `new Function`, which the page's policy forbids.
z.config({ jitless: true });

adoptThemeVariables(document);
const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root to draw into');
// Before the link: it is the cookie that this brings by which the link is let in. Not awaited at the top: the bundler would then keep
// whatever the lazy rooms share apart from this file, and its styles would come before those they are to overrule.
void takeInvite().then((entry) => {
  const refusal = entry.kind === 'refused' ? entry.message : undefined;
  const link = refusal === undefined ? openLink() : openNoLink();
  createRoot(root).render(<Console models={createModels(link, screenFrames())} refusal={refusal} />);
});
