/** What the tests drive for real. What is missing is installed where that can be done, and else named; nothing is skipped. */
import { existsSync, globSync } from 'node:fs';
import { findChromium } from './chromium.ts';
import { pathOf, run } from './stage.ts';

export interface Need {
  readonly name: string;
  /** Debian's package. */
  readonly debian: string;
  readonly isThere: () => boolean;
}

const program = (name: string, debian: string): Need => ({ name, debian, isThere: () => pathOf(name) !== undefined });

export const testNeeds: readonly Need[] = [
  {
    name: 'a Chromium or Chrome (or CHROMIUM_PATH)',
    debian: 'chromium-headless-shell',
    isThere: () => findChromium() !== undefined,
  },
  program('sshd', 'openssh-server'),
  program('ssh', 'openssh-client'),
  {
    name: 'PostgreSQL 15 or later, with its server programs',
    debian: 'postgresql',
    isThere: () => pathOf('initdb') !== undefined || globSync('/usr/lib/postgresql/*/bin/initdb').length > 0,
  },
  program('busybox', 'busybox'),
  program('dash', 'dash'),
  program('bash', 'bash'),
  program('mksh', 'mksh'),
  program('dropbear', 'dropbear-bin'),
  program('exim4', 'exim4-daemon-light'),
  program('openssl', 'openssl'),
  program('restic', 'restic'),
  program('borg', 'borgbackup'),
  program('rsync', 'rsync'),
  program('sqlite3', 'sqlite3'),
  program('zstd', 'zstd'),
  program('mariadbd', 'mariadb-server'),
  program('mariabackup', 'mariadb-backup'),
  program('git', 'git'),
  program('curl', 'curl'),
  // Exported reports are read by programs that are not ours.
  program('pandoc', 'pandoc'),
  program('pdftotext', 'poppler-utils'),
  program('tidy', 'tidy'),
  // They are posted to a wiki, and read there.
  program('php', 'php-cli'),
  {
    name: 'SQLite for PHP',
    debian: 'php-sqlite3',
    isThere: () => globSync('/usr/lib/php/*/pdo_sqlite.so').length > 0,
  },
  { name: 'MediaWiki', debian: 'mediawiki', isThere: () => existsSync('/usr/share/mediawiki/api.php') },
];

export const benchNeeds: readonly Need[] = [
  ...testNeeds.filter(({ debian }) => ['chromium-headless-shell', 'openssh-server', 'openssh-client'].includes(debian)),
  program('ansible', 'ansible-core'),
  program('rg', 'ripgrep'),
];

/** Whether all is there in the end; says what it installs, or what somebody has to. */
export async function provide(needs: readonly Need[]): Promise<boolean> {
  const missing = needs.filter((need) => !need.isThere());
  if (missing.length === 0) return true;
  const packages = missing.map(({ debian }) => debian);
  if (!canInstall()) {
    console.error(`Missing for this: ${missing.map(({ name }) => name).join(', ')}.`);
    console.error(`On Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}`);
    return false;
  }
  console.log(`Installing ${packages.join(', ')} …`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], quiet);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
  const still = needs.filter((need) => !need.isThere());
  if (still.length > 0) console.error(`Still missing: ${still.map(({ name }) => name).join(', ')}.`);
  return still.length === 0;
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && pathOf('apt-get') !== undefined;
}
