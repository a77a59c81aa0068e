/** `drydock serve` opens the door on loopback, says where, and goes when it is told to. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestWorkspace, type TestWorkspace, toRecords, untilEnded, untilShown } from './command.ts';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await makeTestWorkspace();
});

afterEach(() => workspace.remove());

test('says where it is, lets nobody in without the invitation, and ends at Ctrl-C with status 0', async () => {
  const serving = workspace.begin('serve', '--json');
  const ended = untilEnded(serving);
  let shown = '';
  serving.stdout?.on('data', (bytes: Buffer) => {
    shown += bytes.toString();
  });
  await untilShown(serving, '\n');
  const [{ url, port } = {}] = toRecords(shown);
  expect(String(url)).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/`));
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  serving.kill('SIGINT');
  const { status, stderr } = await ended;
  expect(status).toBe(0);
  expect(stderr).toContain('Nothing was running');
});

test('a second one serves for reading, and says who writes', async () => {
  const first = workspace.begin('serve', '--json');
  const firstEnded = untilEnded(first);
  await untilShown(first, '\n');
  const second = workspace.begin('serve', '--json');
  const secondEnded = untilEnded(second);
  await untilShown(second, '\n');
  second.kill('SIGTERM');
  const { status, stderr } = await secondEnded;
  expect(status).toBe(0);
  expect(stderr).toMatch(/^Reading only: .*Drydock/);
  first.kill('SIGTERM');
  await firstEnded;
});
