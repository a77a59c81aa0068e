/** Published files, in a folder of this machine and on a real OpenSSH server over SFTP. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { succeed } from '../../src/core/result.ts';
import { openWorkbench, type Workbench } from '../ssh/workbench.ts';
import { check, makeMessage, parts, send, tryOut } from './outgoing.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const all = ['atom', 'calendar', 'page', 'banner'];
const channel = (more: Record<string, unknown> = {}) => ({
  kind: 'files',
  files: all,
  place: { kind: 'folder', path: folder },
  url: 'https://status.example.org/m',
  ...more,
});
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const hostile = makeMessage({
  maintenance: { id: makeMessage().maintenance.id, title: 'Shop <script>alert(1)</script>' },
  subject: ']]> <b>"&\u0000',
  text: 'one\n</article><img src=x onerror=1>\n\nBEGIN:VEVENT\nEND:VCALENDAR ]]>',
});

describe('a folder', () => {
  it('gets a feed, a calendar, a page and a banner, and nothing else stays behind', async () => {
    expect(await send(channel())).toEqual({
      kind: 'sent',
      reference: 'maintenance.atom, maintenance.ics, maintenance.html, banner.html',
    });
    expect(readdirSync(folder).sort()).toEqual([
      'banner.html',
      'maintenance.atom',
      'maintenance.html',
      'maintenance.ics',
      'notices.json',
    ]);
    expect(read('maintenance.atom')).toContain('<id>urn:drydock:m-shop:sending-1</id>');
    expect(read('maintenance.ics')).toContain('UID:m-shop@drydock');
    expect(read('maintenance.ics')).toContain('DTSTART:20261128T220000Z');
    expect(read('maintenance.html')).toContain('28 Nov 2026, 22:00 UTC');
    expect(read('banner.html')).toContain('(scheduled, ');
  });

  it('keeps what was published, and shows each maintenance as its newest notice has it', async () => {
    await send(channel());
    const done = { sendingId: 'sending-2', subject: 'It is done', lifeCycle: 'completed' as const };
    await send(channel(), makeMessage({ ...done, sentAtMs: makeMessage().sentAtMs + 1 }));
    expect(read('maintenance.atom').match(/<entry>/g)).toHaveLength(2);
    expect(read('maintenance.ics').match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(read('maintenance.ics')).toContain('SEQUENCE:1');
    expect(read('maintenance.html')).toContain('<span class="state">Completed</span>');
    expect(read('banner.html')).toBe('<!-- no maintenance -->\n');
  });

  it('has a notice once, however often it is sent', async () => {
    await send(channel());
    const before = read('maintenance.atom');
    await send(channel());
    expect(read('maintenance.atom')).toBe(before);
  });

  it('a called-off maintenance is cancelled in the calendar', async () => {
    await send(channel(), makeMessage({ lifeCycle: 'cancelled' }));
    expect(read('maintenance.ics')).toContain('STATUS:CANCELLED');
  });

  it('words stay words in every file', async () => {
    await send(channel(), hostile);
    for (const name of ['maintenance.html', 'banner.html']) {
      expect(read(name)).not.toMatch(/<script|<img|<b>|<\/article>(?=<img)/);
    }
    const atom = read('maintenance.atom');
    expect(atom).not.toContain('\u0000');
    // Every CDATA section ends where the library ends it.
    expect(atom.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')).not.toContain(']]>');
    const lines = read('maintenance.ics').split('\r\n');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(lines.filter((line) => line === 'END:VCALENDAR')).toHaveLength(1);
  });

  it('somebody else’s file of that name is left alone', async () => {
    writeFileSync(join(folder, 'notices.json'), '{"mine":true}');
    expect(await send(channel())).toMatchObject({ kind: 'refused', problem: expect.stringContaining('notices.json') });
    expect(read('notices.json')).toBe('{"mine":true}');
  });

  it('that is not there is refused', async () => {
    const gone = channel({ place: { kind: 'folder', path: join(folder, 'gone') } });
    expect(await send(gone)).toMatchObject({ kind: 'refused' });
    expect(await tryOut(gone)).toMatchObject({ isWorking: false });
    expect(await tryOut(channel())).toMatchObject({ isWorking: true });
  });

  it('is named from the root', () => {
    expect(check(channel({ place: { kind: 'folder', path: 'www' } }))).toContain('whole path');
    expect(check(channel())).toBeUndefined();
  });
});

describe('a host, over SFTP', () => {
  let workbench: Workbench;
  let www: string;
  beforeAll(async () => {
    workbench = await openWorkbench({ sshd: { config: ['Subsystem sftp internal-sftp'] } });
    www = join(workbench.sshd.home, 'www');
    mkdirSync(www);
  });
  afterAll(() => workbench.close());

  const over = () => ({ from: { ...parts, hostFiles: workbench.hosts, targetOf: () => succeed(workbench.target) } });
  const sftp = (path: string) => channel({ place: { kind: 'sftp', host: 'host-1', path } });

  it('gets the same files, each in one move, and goes on with what is there', async () => {
    expect(await send(sftp(www), makeMessage(), {}, over())).toMatchObject({ kind: 'sent' });
    expect(await send(sftp(www), makeMessage({ sendingId: 'sending-2' }), {}, over())).toMatchObject({ kind: 'sent' });
    expect(readdirSync(www).filter((name) => name.endsWith('.new'))).toEqual([]);
    expect(readFileSync(join(www, 'maintenance.atom'), 'utf8').match(/<entry>/g)).toHaveLength(2);
  });

  it('a folder that is not there is refused, and said', async () => {
    const outcome = await send(sftp(join(www, 'gone')), makeMessage(), {}, over());
    expect(outcome).toMatchObject({ kind: 'refused', problem: expect.stringContaining('gone') });
    expect(existsSync(join(www, 'gone'))).toBe(false);
  });

  it('a host that is not reached is failed', async () => {
    const away = { ...workbench.target, port: 1 };
    const from = { ...over().from, targetOf: () => succeed(away) };
    expect(await send(sftp(www), makeMessage(), {}, { from })).toMatchObject({ kind: 'failed' });
  });

  it('a host that shows another key gets nothing', async () => {
    const pins = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl'];
    const from = { ...over().from, targetOf: () => succeed({ ...workbench.target, pins }) };
    expect(await send(sftp(www), makeMessage(), {}, { from })).toMatchObject({ kind: 'refused' });
  });
});
