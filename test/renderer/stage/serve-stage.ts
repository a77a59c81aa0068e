/** Serves the stage page on a loopback port of its own. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, createServer, type InlineConfig, preview } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

export interface Stage {
  readonly url: string;
  close(): Promise<void>;
}

/** From its sources, as they stand. */
export async function serveStage(): Promise<Stage> {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    server: { host: '127.0.0.1', port: 0, fs: { strict: false }, hmr: false, watch: null },
  });
  await server.listen();
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** Built as the console is built: what figures are taken from. */
export async function serveBuiltStage(outDir: string): Promise<Stage> {
  const shared = { root, configFile: false, logLevel: 'error', plugins: [react()] } satisfies InlineConfig;
  await build({ ...shared, build: { outDir, emptyOutDir: true, target: 'chrome140' } });
  const server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}
