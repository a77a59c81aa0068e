/** A page that shows the whole window over the stand-in: `window.html?fill=full&scene=running#/maintenances`. */
/// <reference types="vite/client" />
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '../../../src/renderer/theme/base.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import '../../../src/renderer/theme/tokens.css';
import { createRoot } from 'react-dom/client';
import { Console } from '../../../src/renderer/frame/console.tsx';
import { createModels, screenFrames } from '../../../src/renderer/model/models.ts';
import { adoptThemeVariables } from '../../../src/renderer/theme/theme.ts';
import { createStandIn, type Scene } from '../fixtures/stand-in-link.ts';
import { createStandInWorkspace, type Fill } from '../fixtures/stand-in-workspace.ts';

const query = new URLSearchParams(window.location.search);
const standIn = createStandIn((query.get('scene') ?? 'running') as Scene, 2_000, Date.now());
const workspace = createStandInWorkspace(standIn, (query.get('fill') ?? 'full') as Fill, Date.now());
Object.assign(window, { workspace });
adoptThemeVariables(document);
const root = document.querySelector('#root');
if (root === null) throw new Error('the stage has no #root');
createRoot(root).render(<Console models={createModels(workspace, screenFrames())} />);
