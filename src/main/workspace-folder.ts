/** Where the workspace lies when nobody names a folder: where the system keeps what belongs to a program and must stay. */
import { join } from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** `DRYDOCK_WORKSPACE` where it is set, else the platform's own place for data. */
export function workspaceFolder({ platform, home, environment }: Surroundings): string {
  const named = environment['DRYDOCK_WORKSPACE'];
  if (named) return named;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Drydock', 'workspace');
  if (platform === 'win32')
    return join(environment['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Drydock', 'workspace');
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'drydock', 'workspace');
}
