/** Stores a flat file and prints the most memory it was seen to have: `node store-ingest-process.ts FOLDER FILE`. */
import { openStore } from '../../src/main/store/open.ts';
import { ingest } from './store-ingest.ts';

const [folder, file] = process.argv.slice(2);
if (folder === undefined || file === undefined) throw new Error('a folder and a file are needed');
const opened = await openStore({ folder, program: 'Drydock (bench)', user: 'bench', as: 'console' });
if (!opened.ok) throw new Error(opened.failure.message);
const began = performance.now();
await ingest(opened.value, file);
const tookMs = performance.now() - began;
await opened.value.close();
console.log(JSON.stringify({ peakBytes: process.resourceUsage().maxRSS * 1024, tookMs }));
