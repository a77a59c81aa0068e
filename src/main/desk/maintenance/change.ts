/** Requests about what a change brings: the team's categories with their validations, and its table of symptoms. */
import { defaultPresets } from '../../../core/change/default-presets.ts';
import { defaultSymptoms } from '../../../core/change/default-symptoms.ts';
import { presetsSchema } from '../../../core/change/presets.ts';
import { symptomsSchema } from '../../../core/change/troubleshooting.ts';
import { fail, succeed } from '../../../core/result.ts';
import type { Store } from '../../store/store.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import { findState } from './maintenances.ts';

type ChangeRequest = 'checklist.fromCategories' | 'preset.list' | 'preset.save' | 'symptom.list' | 'symptom.save';

/** One document holds all of them: they are edited, and read, as one list. */
const presetsDocument = { kind: 'checklist-presets', name: 'presets' } as const;
const symptomsDocument = { kind: 'symptoms', name: 'symptoms' } as const;

export function changeHandlers(parts: Pick<DeskParts, 'store' | 'ledger' | 'clock' | 'news'>): Handlers<ChangeRequest> {
  const { store, ledger, clock, news } = parts;
  const save = (
    { kind, name }: { readonly kind: string; readonly name: string },
    version: number,
    body: unknown,
    by: string,
  ) => {
    const kept = store.documents.put(kind, name, version, body, by, clock.now());
    if (kept.ok) news.changed('workspace');
    return kept;
  };
  return {
    'checklist.fromCategories': ({ maintenance, categories }, caller) => {
      const state = findState(parts, maintenance);
      if (!state.ok) return state;
      const team = readPresets(store).presets;
      // What the team has given up meanwhile brings nothing more; what it brought stays until it is deselected.
      const givenUp = state.value.change.record.categories.filter((id) => !team.some((preset) => preset.id === id));
      const known = [...team, ...givenUp.map((id) => ({ id, name: id, items: [] }))];
      const stray = categories.find((id) => !known.some((preset) => preset.id === id));
      if (stray !== undefined) {
        return fail('no-such-category', `The team has no change category “${stray}”.`, {
          advice: `There are: ${team.map(({ id }) => id).join(', ')}.`,
        });
      }
      const presets = known.filter(({ id }) => categories.includes(id));
      const submitted = ledger.submit(maintenance, { type: 'adopt-presets', presets }, caller.actor);
      return submitted.ok ? succeed({ seq: submitted.value.seq }) : submitted;
    },
    'preset.list': () => succeed(readPresets(store)),
    'preset.save': ({ presets, version }, caller) => {
      const kept = save(presetsDocument, version, presets, caller.actor.name);
      return kept.ok ? succeed({ presets, version: kept.value.version }) : kept;
    },
    'symptom.list': () => succeed(readSymptoms(store)),
    'symptom.save': ({ symptoms, version }, caller) => {
      const kept = save(symptomsDocument, version, symptoms, caller.actor.name);
      return kept.ok ? succeed({ symptoms, version: kept.value.version }) : kept;
    },
  };
}

/** The team’s change categories; the built-in ones where it has none of its own. */
export function readPresets(store: Store) {
  const found = store.documents.get(presetsDocument.kind, presetsDocument.name);
  return found === undefined
    ? { presets: [...defaultPresets], version: 0 }
    : { presets: presetsSchema.parse(found.body), version: found.version };
}

function readSymptoms(store: Store) {
  const found = store.documents.get(symptomsDocument.kind, symptomsDocument.name);
  return found === undefined
    ? { symptoms: [...defaultSymptoms], version: 0 }
    : { symptoms: symptomsSchema.parse(found.body), version: found.version };
}
