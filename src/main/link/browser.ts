/** Opens a URL in the person's own browser, where there is one to open. */
import { spawn } from 'node:child_process';

/** The program that opens a URL; `undefined` where nobody sits at a screen. */
export function openerOf(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): readonly [string, ...string[]] | undefined {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined;
}

/** The URL has been printed as well, so a browser that does not open is no failure: the person opens it. */
export function openBrowser(url: string): void {
  const opener = openerOf(process.platform, process.env);
  if (opener === undefined) return;
  const [program, ...options] = opener;
  const started = spawn(program, [...options, url], { stdio: 'ignore', detached: true });
  started.on('error', () => {});
  started.unref();
}
