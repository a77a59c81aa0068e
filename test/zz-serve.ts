import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';
const server = await createServer({ root: '/work/wt/screens/test/renderer/stage', configFile: false, logLevel: 'error', plugins: [react()], cacheDir: '/tmp/shots/cache',
  server: { host: '127.0.0.1', port: 5391, strictPort: true, fs: { strict: false }, hmr: false } });
await server.listen(); console.log('up');
