/** Requests about the team's policy, as it is and as a YAML file. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Policy } from '../../../core/policy/policy.ts';
import { parsePolicyYaml, toPolicyYaml } from '../../../core/policy/policy-yaml.ts';
import { type Failure, type Result, succeed } from '../../../core/result.ts';
import { shipped } from '../../shipped.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import { readTeamPolicy } from './team-policy.ts';

type PolicyRequest = 'policy.show' | 'policy.save' | 'policy.import' | 'policy.export';

const defaultFile = shipped('resources/policy/default.yaml');
const yamlBody = z.strictObject({ yaml: z.string() });

export function policyHandlers({
  store,
  news,
  clock,
}: Pick<DeskParts, 'store' | 'news' | 'clock'>): Handlers<PolicyRequest> {
  const { documents } = store;
  const version = () => documents.versions('policy', 'team')[0]?.version ?? 0;

  /** The policy, in the words it was last imported in: comments stay. */
  const toYaml = (policy: Policy): string => {
    const imported = documents.get('policy-yaml', 'team');
    const before = imported === undefined ? readFileSync(defaultFile, 'utf8') : yamlBody.parse(imported.body).yaml;
    return toPolicyYaml(policy, before);
  };
  const save = (policy: Policy, by: string, expected = version()): Result<{ readonly version: number }, Failure> => {
    const saved = documents.put('policy', 'team', expected, policy, by, clock.now());
    if (!saved.ok) return saved;
    news.changed('policy');
    return succeed({ version: saved.value.version });
  };

  return {
    'policy.show': () => {
      const policy = readTeamPolicy(store);
      const saved = documents.get('policy', 'team');
      return succeed({
        policy,
        yaml: toYaml(policy),
        version: version(),
        ...(saved === undefined ? {} : { savedAtMs: saved.savedAtMs, savedBy: saved.savedBy }),
      });
    },
    'policy.save': ({ policy, expectedVersion }, caller) => save(policy, caller.actor.name, expectedVersion),
    'policy.import': ({ yaml, expectedVersion }, caller) => {
      const parsed = parsePolicyYaml(yaml);
      if (!('policy' in parsed)) return succeed({ problems: [...parsed.problems] });
      const saved = save(parsed.policy, caller.actor.name, expectedVersion);
      if (!saved.ok) return saved;
      const before = documents.versions('policy-yaml', 'team')[0]?.version ?? 0;
      const kept = documents.put('policy-yaml', 'team', before, { yaml }, caller.actor.name, clock.now());
      return kept.ok ? succeed({ version: saved.value.version, problems: [] }) : kept;
    },
    'policy.export': () => succeed({ file: 'policy.yaml', yaml: toYaml(readTeamPolicy(store)) }),
  };
}
