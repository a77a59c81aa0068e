/** How an environment reads in a terminal. */
import type { Environment } from '../../core/environment/environment.ts';
import type { WindowRule } from '../../core/environment/window-rule.ts';
import { toWindowRuleText } from '../../core/environment/window-rule.ts';

export function toEnvironmentLines(environment: Environment): readonly string[] {
  const { name, isProduction, cloud, hosts, version, channel, stableVersion } = environment;
  const { catalogue, windowRule, notifications, stagingTwin, contact } = environment;
  return [
    `${name}, ${isProduction ? 'production' : 'not production'}`,
    ...field('cloud', cloud),
    ...field('hosts', hosts.length === 0 ? undefined : hosts.join(', ')),
    ...field('version', version),
    ...field('channel', channel),
    ...field('stable', stableVersion),
    ...field('catalogue', catalogue === undefined ? undefined : `${catalogue.path} (${catalogue.form})`),
    ...field('window', windowRule === undefined ? undefined : toRuleLine(windowRule)),
    ...field('twin', stagingTwin),
    ...field('contact', contact),
    ...notifications.flatMap(({ on, audience, channels, hoursAhead }) => {
      const ahead = hoursAhead === undefined ? '' : `, ${hoursAhead} h ahead`;
      return field('tells', `${on}: ${audience}, by ${channels.join(', ')}${ahead}`);
    }),
  ];
}

function toRuleLine(rule: WindowRule): string {
  return `${toWindowRuleText(rule)}${rule.isAutomatic ? ', by itself' : ''}`;
}

function field(label: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`  ${label.padEnd(10)} ${value}`];
}
