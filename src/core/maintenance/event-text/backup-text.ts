/** Says what was said of the backups, and what was found. */
import { levelWords } from '../../backup/level.ts';
import type { backupEventSchemas } from '../events/backup-events.ts';
import { because, type TextsOf } from './phrases.ts';

export const backupTexts: TextsOf<keyof typeof backupEventSchemas> = {
  'backup-recorded': ({ actor, data: { backup } }) =>
    `${actor.name} says that the backup of ${backup.what} is at ${backup.percent} %, in ${backup.place}.`,
  'backup-removed': ({ actor, data }, names) =>
    `${actor.name} took the ${names.part('backup', data.backup)} off the list.`,
  'backup-checked': ({ data: { backup, copy, action, tool, on, reading } }, names) => {
    const whole = names.part('backup', backup);
    const of = copy === undefined ? `The ${whole}` : `The copy ${copy} of the ${whole}`;
    const how = `(${action}, ${tool} on ${on})`;
    const said = reading.problems.length > 0 ? reading.problems.join(' ') : reading.notes.join(' ');
    if (reading.refutes !== undefined)
      return `${of} ${reading.problems.length > 0 ? 'is not sound' : 'is not complete'} ${how}: ${said}`;
    if (reading.level === 'none') return `${of} could not be checked ${how}: ${said}`;
    return `${of} ${levelWords[reading.level]} ${how}.${reading.problems.length > 0 ? ` ${said}` : ''}`;
  },
  'backup-copy-confirmed': ({ actor, data }, names) =>
    `${actor.name} confirms the copy ${data.copy} of the ${names.part('backup', data.backup)}${because(data.how)}.`,
  'backup-renewed': ({ actor, data }, names) =>
    `${actor.name} says that what is there now is ${data.copy === undefined ? '' : `the copy ${data.copy} of `}the ${names.part('backup', data.backup)}${because(data.reason)}.`,
  'whereabouts-read': ({ data: { host, hostname, addresses } }) =>
    `${host} said where it is: ${hostname ?? 'without a name'}, ${addresses.length} ${addresses.length === 1 ? 'address' : 'addresses'}.`,
  'backups-declared-needless': ({ actor, data }) =>
    `${actor.name} says that no backup is needed${because(data.reason)}.`,
};
