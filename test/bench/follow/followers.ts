/** Two hundred followers in a process of their own: each pulls the end of the log whenever it is told that it has grown, and measures how old its lines are. */
import { once } from 'node:events';
import { request } from 'node:http';
import { setPriority } from 'node:os';
import { WebSocket } from 'ws';

/** Given by the benchmark. */
export interface FollowersOrder {
  readonly port: number;
  readonly token: string;
  readonly maintenance: string;
  readonly count: number;
}
/** Told to it: how many are connected; then, at the word `stop`, how old lines were when they came. */
export type FollowersNews =
  | { readonly kind: 'joined' }
  | { readonly kind: 'measured'; readonly delaysMs: readonly number[]; readonly windows: number };

// They would be on two hundred machines: here they give way to what is measured.
setPriority(3);

const rowsSeen = 60;

interface Row {
  readonly kind: string;
  readonly row?: number;
  readonly atMs?: number;
}

async function enter({ port, token }: FollowersOrder): Promise<string> {
  const asked = request({
    host: '127.0.0.1',
    port,
    path: '/enter',
    method: 'POST',
    headers: { origin: originOf(port) },
  });
  asked.end(token);
  const [response] = await once(asked, 'response');
  response.resume();
  if (response.statusCode !== 200) throw new Error(`not let in: ${response.statusCode}`);
  return String(response.headers['set-cookie'][0]).split(';', 1)[0] ?? '';
}

const originOf = (port: number) => `http://127.0.0.1:${port}`;
const delaysMs: number[] = [];
let windows = 0;

async function follow(order: FollowersOrder, name: string): Promise<void> {
  const cookie = await enter(order);
  const headers = { cookie, origin: originOf(order.port) };
  const socket = new WebSocket(`ws://127.0.0.1:${order.port}/link`, { headers, perMessageDeflate: false });
  await once(socket, 'open');
  let lastRow = -1;
  let id = 1;
  let isAsking = false;
  let isStale = false;
  const pull = () => {
    isAsking = true;
    isStale = false;
    const input = { maintenance: order.maintenance, from: -rowsSeen, count: rowsSeen };
    socket.send(JSON.stringify({ id: ++id, request: 'log.window', input }));
  };
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as { notice?: string; output?: { rows?: readonly Row[] } };
    if (frame.notice === 'head') {
      if (isAsking) isStale = true;
      else pull();
      return;
    }
    const rows = frame.output?.rows;
    if (rows === undefined) return;
    const nowMs = Date.now();
    windows += 1;
    for (const { row, atMs } of rows) {
      if (row === undefined || atMs === undefined || row <= lastRow) continue;
      lastRow = row;
      delaysMs.push(nowMs - atMs);
    }
    isAsking = false;
    if (isStale) pull();
  });
  socket.send(JSON.stringify({ id: 1, request: 'share.join', input: { name } }));
}

process.on('message', (told: FollowersOrder | 'stop') => {
  if (told === 'stop') {
    process.send?.({ kind: 'measured', delaysMs, windows } satisfies FollowersNews, () => process.exit(0));
    return;
  }
  void (async () => {
    for (let index = 0; index < told.count; index += 1) await follow(told, `Follower ${index + 1}`);
    process.send?.({ kind: 'joined' } satisfies FollowersNews);
  })();
});
