/** What a checklist and a plan become when a change is said to be of certain categories (`CHG-3`). */
import type { Plan, ScriptStep } from '../plan/plan.ts';
import { toStepId } from '../plan/step-id.ts';
import type { ChecklistItem, SettledItem } from './checklist.ts';
import type { Preset, PresetItem } from './presets.ts';

export interface Adopted {
  readonly items: readonly ChecklistItem[];
  readonly plan: Plan;
}

/**
 * What is there already stays as it is, word for word; what a category brings and is missing is added behind it. An item of a
 * category that is chosen no more goes, with its step, unless it has a result.
 * @param mayChangePlan whether nothing has started: else nothing goes, and a check is brought as an item for a person
 */
export function adoptPresets(
  checklist: readonly SettledItem[],
  plan: Plan,
  presets: readonly Preset[],
  mayChangePlan: boolean,
): Adopted {
  const chosen = new Set(presets.map(({ id }) => id));
  const isDropped = ({ category, settled }: SettledItem) =>
    mayChangePlan && category !== undefined && !chosen.has(category) && settled === undefined;
  const dropped = checklist.filter(isDropped);
  const droppedSteps = new Set(dropped.flatMap(({ step }) => step ?? []));
  const items: ChecklistItem[] = checklist.filter((item) => !isDropped(item)).map(({ settled: _, ...item }) => item);
  const steps = plan.steps.filter(({ id }) => !droppedSteps.has(id));
  const known = new Set(items.map(({ id }) => id));
  for (const preset of presets) {
    for (const one of preset.items) {
      const id = toItemId(preset, one);
      if (known.has(id)) continue;
      const item = { id, text: one.text, category: preset.id };
      if (one.check === undefined || !mayChangePlan) {
        items.push(item);
        continue;
      }
      const step = toCheckStep(one, one.check, new Set(steps.map((other) => other.id)));
      steps.push(step);
      items.push({ ...item, step: step.id });
    }
  }
  const isSamePlan = steps.length === plan.steps.length && steps.every((step, index) => step === plan.steps[index]);
  return { items, plan: isSamePlan ? plan : { ...plan, steps } };
}

/** The same item of the same category always has the same id: that is how it is not brought twice. Both fit, by their schemas. */
function toItemId(preset: Preset, item: PresetItem): string {
  return `${preset.id}-${item.id}`;
}

function toCheckStep(
  item: PresetItem,
  check: NonNullable<PresetItem['check']>,
  taken: ReadonlySet<string>,
): ScriptStep {
  return {
    kind: 'check',
    id: toStepId(`check ${item.id}`, taken),
    phase: 'verify',
    title: item.text.slice(0, 500),
    hosts: check.hosts,
    script: check.script,
    expectation: check.expectation,
    ...(check.timeoutMs === undefined ? {} : { timeoutMs: check.timeoutMs }),
    retries: 0,
    // A validation that fails is looked at by a person: what was carried out stands meanwhile.
    onFailure: 'ask',
    confirmBefore: false,
    safeToRepeat: true,
    mode: 'durable',
  };
}
