/** A console that sends one notice and is killed: by itself once the intent is on disk, or by whoever started it. */
import { toPlan } from '../core/maintenance/fixtures.ts';
import { TestConsole } from '../fixtures/console.ts';

const [workspace = '', url = '', when] = process.argv.slice(2);

const console = await TestConsole.open(workspace);
const plan = toPlan([{ id: 'work', kind: 'manual', phase: 'carry-out', title: 'Work' }]);
await console.ask('runbook.save', { name: 'shop', expectedVersion: 0, plan });
const { id: maintenance } = await console.ask('maintenance.create', { title: 'Move the shop', runbook: 'shop' });
await console.ask('channel.save', {
  channel: { kind: 'webhook', name: 'chat', audience: 'public', format: 'slack', url },
});
const sent = console.ask('notice.send', {
  maintenance,
  notice: 'announcement',
  sendings: [{ channel: 'chat', sending: 'click-1' }],
  seen: { subject: 'Planned maintenance', text: 'Tonight.' },
});
// The intent is on disk; nothing has left, for that takes a turn of the loop at least.
if (when === 'begun') process.kill(process.pid, 'SIGKILL');
await sent;
