/** Says what was asked for beside the plan. */
import type { ErrandPurpose } from '../../errand/errand.ts';
import type { errandEventSchemas } from '../events/errand-events.ts';
import type { Names } from '../names/names.ts';
import type { TextsOf } from './phrases.ts';

export const errandTexts: TextsOf<keyof typeof errandEventSchemas> = {
  'errand-asked': ({ actor, data: { errand } }, names) =>
    `${actor.name} asked for “${errand.title}” on ${errand.host.name}, ${toPurposeWords(errand.purpose, names)}.`,
};

function toPurposeWords(purpose: ErrandPurpose, names: Names): string {
  switch (purpose.kind) {
    case 'backup':
      return `for the ${names.part('backup', purpose.backup)} (${purpose.check})`;
    case 'whereabouts':
      return 'to know which machine it is';
  }
}
