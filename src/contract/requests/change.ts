/** What may be asked of the change record, its checklist and its criteria, and of the presets these are made from. */
import { z } from 'zod';
import { presetsSchema } from '../../core/change/presets.ts';
import { symptomsSchema } from '../../core/change/troubleshooting.ts';
import { partIdSchema } from '../../core/roster/names.ts';
import { command, draftCommand, maintenance, nothing, type RequestShape } from '../request-shape.ts';

/** 0: nobody has edited them, and they are those that are built in. */
const version = z.int().min(0);
const presets = z.strictObject({ presets: presetsSchema, version });
const symptoms = z.strictObject({ symptoms: symptomsSchema, version });

export const changeRequests = {
  'record.change': draftCommand('Writes the change record.', 'change-record'),
  'checklist.set': draftCommand('Sets the validation checklist; results of items that stay, stay.', 'set-checklist'),
  'checklist.fromCategories': {
    does: 'Says which categories the change is of, and brings their validations into the checklist; those with a script become check steps of the plan.',
    right: 'draft',
    input: z.strictObject({ maintenance, categories: z.array(partIdSchema).max(20) }),
    output: z.strictObject({ seq: z.int() }),
  },
  'checklist.settle': command('Says how a validation came out, and on what evidence.', 'settle-item'),
  'checklist.reopen': command('Opens a validation again.', 'reopen-item'),
  'criterion.decide': command(
    'Decides by one of the criteria of turning back; a pause holds the run, a revert begins the rollback.',
    'decide-criterion',
  ),
  'closing.say': command('Says a part of what completion waits for.', 'say-closing-part'),
  'preset.list': {
    does: 'Lists the change categories with their typical validations.',
    right: 'read',
    input: nothing,
    output: presets,
  },
  'preset.save': {
    does: 'Writes the team’s change categories, all of them; refused where somebody saved others meanwhile.',
    right: 'draft',
    input: presets,
    output: presets,
  },
  'symptom.list': {
    does: 'Lists what to check for which symptom when a validation fails.',
    right: 'read',
    input: nothing,
    output: symptoms,
  },
  'symptom.save': {
    does: 'Writes the team’s table of symptoms, all of it; refused where somebody saved another meanwhile.',
    right: 'draft',
    input: symptoms,
    output: symptoms,
  },
} as const satisfies Record<string, RequestShape>;
