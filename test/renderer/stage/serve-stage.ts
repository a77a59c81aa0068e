/** Serves the stage page on a loopback port of its own, built from its sources as the console is built. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, preview } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

export interface Stage {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveStage(): Promise<Stage> {
  const outDir = await mkdtemp(join(tmpdir(), 'drydock-stage-'));
  const shared = { root, configFile: false, logLevel: 'error', plugins: [react()] } satisfies InlineConfig;
  await build({ ...shared, build: { outDir, emptyOutDir: true, target: 'chrome140' } });
  const server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  return {
    url: server.resolvedUrls?.local[0] ?? '',
    async close() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
