/** The way of a buddy with a browser: the `ssh -L` line they were shown, typed on a machine of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answering } from '../fixtures/free-port.ts';
import type { Sshd } from '../fixtures/sshd/sshd.ts';

/** As it is shown, but for the port that is taken on this machine, and with what SSH knows on theirs. */
export async function openTunnel(bastion: Sshd, line: string, localPort: number): Promise<ChildProcess> {
  const known = join(bastion.folder, 'known_hosts');
  writeFileSync(known, `[127.0.0.1]:${bastion.port} ${bastion.hostKey}\n`);
  const [program = '', ...words] = line.replace(/-L \d+:/, `-L ${localPort}:`).split(' ');
  const knows = ['-F', '/dev/null', '-i', bastion.identityFile, '-o', `UserKnownHostsFile=${known}`];
  const ssh = spawn(program, [...knows, '-o', 'BatchMode=yes', '-l', bastion.user, ...words], { stdio: 'inherit' });
  await answering(localPort);
  return ssh;
}
