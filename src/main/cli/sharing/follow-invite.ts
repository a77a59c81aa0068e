/** `drydock follow INVITE`: a maintenance of somebody else’s console, in a browser of this machine. */
import { builtPages } from '../../built-pages.ts';
import { type CommandContext, stopWith } from '../command-context.ts';
import { user } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { createAsker } from '../terminal/asker.ts';
import { secretPrompter } from '../terminal/secret-prompter.ts';

export interface FollowInviteOptions {
  readonly port: number;
  readonly open: boolean;
  readonly user?: string;
  readonly identity?: string;
}

/** Begins as an invite does: no title of a maintenance that anybody would type looks like that. */
export function isInvite(text: string): boolean {
  return /^https?:\/\/\S+#/.test(text.trim());
}

export async function followByInvite(
  context: CommandContext,
  invite: string,
  options: FollowInviteOptions,
): Promise<ExitStatus> {
  const { print } = context;
  const { followInvite } = await import('../../following.ts');
  const { untilToldToEnd } = await import('../../serve.ts');
  const { showInBrowser } = await import('../../link/show-in-browser.ts');
  const asker = createAsker();
  const following = await followInvite({
    invite,
    user: options.user ?? user,
    ...(options.identity === undefined ? {} : { identityFile: options.identity }),
    // The bastion’s key stands in the invite.
    prompter: secretPrompter(asker),
    showDesk: showInBrowser({ pages: builtPages(), port: options.port, opensBrowser: options.open }),
  });
  if (!following.ok) return stopWith(context, following.failure);
  const { screen, ended, close } = following.value;
  const { url, port } = screen;
  const toldToEnd = untilToldToEnd();
  print.record({ url, port });
  print.line(`The shared maintenance is at ${url} (works once; Ctrl-C leaves)`);
  const isEnded = await Promise.race([ended.then(() => true), toldToEnd.then(() => false)]);
  await close();
  print.aside(isEnded ? 'The invite lets nobody in any more.' : 'Following has ended.');
  return exitStatus.done;
}
