/** A real SMTP server on loopback for a test: Debian's Exim with a configuration, a certificate and a mailbox of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { answering, freePort } from '../fixtures/free-port.ts';

export interface Exim {
  readonly port: number;
  /** Who vouches for its certificate, which is for `localhost`. */
  readonly authority: string;
  /** The mail with these words in it; waits until it is there. */
  mail(words: string): Promise<string>;
  close(): Promise<void>;
}

const binary = ['/usr/sbin/exim4', '/usr/sbin/exim'].find((path) => existsSync(path));

/** `later@` is deferred, `nobody@` refused, a mail that says REFUSE-THIS or DEFER-THIS is so after its last dot. */
export async function startExim(): Promise<Exim> {
  if (binary === undefined) throw new Error('these tests need an SMTP server: apt-get install exim4-daemon-light');
  const folder = mkdtempSync(join(tmpdir(), 'drydock-exim-'));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? 'Debian-exim' : userInfo().username;
  for (const name of ['spool', 'log', 'mail']) mkdirSync(join(folder, name));
  const at = (name: string) => join(folder, name);
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const files = ['-keyout', at('key.pem'), '-out', at('cert.pem')];
  execFileSync('openssl', ['req', '-x509', ...key, ...subject, ...files], { stdio: 'pipe' });
  const port = await freePort();
  writeFileSync(at('conf'), configuration(folder, port, user), { mode: 0o644 });
  if (isRoot) {
    const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
    for (const name of ['', 'spool', 'log', 'mail', 'key.pem', 'cert.pem']) chownSync(at(name), id('-u'), id('-g'));
    chmodSync(folder, 0o755);
  }
  const server = spawn(binary, ['-bdf', '-C', at('conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const exited = once(server, 'exit').then(() => {
    throw new Error(`Exim ended: ${said}`);
  });
  exited.catch(() => undefined);
  await Promise.race([answering(port), exited]);

  /** Removed at the end, perhaps while somebody still waits for a mail that never came. */
  const read = () =>
    (existsSync(at('mail')) ? readdirSync(at('mail')) : []).map((name) => readFileSync(join(at('mail'), name), 'utf8'));
  return {
    port,
    authority: readFileSync(at('cert.pem'), 'utf8'),
    mail: (words) =>
      new Promise((resolve) => {
        const look = () => {
          const mail = read().find((one) => one.includes(words) && one.endsWith('\n\n'));
          if (mail === undefined) return;
          watcher.close();
          resolve(mail);
        };
        const watcher = watch(at('mail'), look);
        look();
      }),
    async close() {
      server.kill('SIGTERM');
      await exited.catch(() => undefined);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function configuration(folder: string, port: number, user: string): string {
  return `
primary_hostname = mail.example.org
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/spool/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
never_users =
domainlist ours = example.org
tls_advertise_hosts = *
tls_certificate = ${folder}/cert.pem
tls_privatekey = ${folder}/key.pem
host_lookup =
rfc1413_hosts =
acl_smtp_rcpt = recipient
acl_smtp_data = content
begin acl
recipient:
  defer local_parts = later
        message = try again later
  deny local_parts = nobody
       message = no such user
  deny local_parts = signed-in
       !authenticated = *
       message = sign in first
  accept domains = +ours
  deny message = relay not permitted
content:
  deny condition = \${if match{$message_body}{REFUSE-THIS}}
       message = not wanted here
  defer condition = \${if match{$message_body}{DEFER-THIS}}
        message = not now
  accept
begin routers
all:
  driver = accept
  transport = box
begin transports
box:
  driver = appendfile
  file = ${folder}/mail/$message_exim_id
  user = ${user}
  mode = 0644
  use_lockfile = false
  message_suffix = "\\n"
  envelope_to_add
  batch_max = 100
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = \${if and{{eq{$auth2}{drydock}}{eq{$auth3}{pass-word-1}}}}
  server_set_id = $auth2
  server_advertise_condition = \${if def:tls_in_cipher}
`;
}
