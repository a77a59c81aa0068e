/** How invites and followers are printed. */
import type { RequestOutput } from '../../../contract/requests.ts';
import type { Printer } from '../terminal/printer.ts';

type Shared = RequestOutput<'share.show'>;

export function toFollowerLine({ id, name, role, standing, isHere, person }: Shared['followers'][number]): string {
  const who = person === undefined ? '' : ` (${person})`;
  return `${id}  ${name}${who}  ${role}  ${standing}${isHere ? '' : ', not here'}`;
}

export function sayShared(print: Printer, shared: Shared): void {
  print.record(shared);
  for (const { id, role, note, people, came, opened, standing, expiresAtMs } of shared.invites) {
    const whom = note === undefined ? '' : `  ${note}`;
    const until = new Date(expiresAtMs).toISOString().slice(0, 16).replace('T', ' ');
    const nameless = opened > came ? `, ${opened - came} opened it without a name yet` : '';
    print.line(
      `${id}  invite to ${role}  ${standing}  ${came} of ${people} came${nameless}  until ${until} UTC${whom}`,
    );
  }
  for (const follower of shared.followers) print.line(toFollowerLine(follower));
  if (shared.invites.length === 0) print.line('Nobody is invited.');
}
