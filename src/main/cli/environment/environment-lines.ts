/** How an environment reads in a terminal: what is known of it, and how its migrations stand. */
import type { EnvironmentDetails } from '../../../contract/environment-shapes.ts';
import type { Environment } from '../../../core/environment/environment.ts';
import { toWindowRuleText, type WindowRule } from '../../../core/environment/window-rule.ts';
import { toDowntimeText } from '../../../core/migration/release-plan.ts';
import { toLocalTimeText } from '../../../core/schedule/local-time.ts';

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

export function toDetailLines(details: EnvironmentDetails): readonly string[] {
  const { record, version, latestVersion, catalogue, rows, cutRows, due, downtime, rehearsal, tool } = details;
  const at =
    catalogue?.commit === undefined ? '' : `, ${catalogue.branch ?? 'commit'} ${catalogue.commit.slice(0, 12)}`;
  return [
    `${record.environment.name}: ${version ?? 'no version'}, latest ${latestVersion ?? 'unknown'}`,
    ...(catalogue === undefined ? [] : [`catalogue ${catalogue.path} (${catalogue.form}${at})`]),
    ...(tool === undefined ? [] : [toToolLine(tool)]),
    ...(cutRows === 0 ? [] : [`  ${cutRows} older migrations are not shown`]),
    ...rows.map(toRowLine),
    `${due} due; downtime: ${toTotalText(downtime)}`,
    ...(rehearsal === undefined
      ? []
      : [`rehearsed on ${rehearsal.environment}, ${toInstant(rehearsal.endedAtMs)}: ${rehearsal.maintenance.title}`]),
    ...details.problems.map(
      ({ severity, file, line, text }) => `${severity}: ${file === '' ? '' : `${file}:${line}: `}${text}`,
    ),
    ...details.windows.map(
      (window) => `window ${toSpanText(window)}${window.clocks === undefined ? '' : `, ${clockWords[window.clocks]}`}`,
    ),
    ...details.occurrences.map(({ window, outcome, why }) => {
      const because = why.length === 0 ? '' : `: ${why.join(' ')}`;
      return `window ${toSpanText(window)}  ${outcome}${because}`;
    }),
    ...details.releases.map(
      ({ maintenance, title, outcome, says, isOutdated }) =>
        `${maintenance}  ${outcome}${isOutdated ? ' (not what is due any more)' : ''}  ${title}: ${says}`,
    ),
  ];
}

const clockWords = {
  skipped: 'later, for the clocks skip its start',
  twice: 'the first of two, for the clocks show its start twice',
} as const;

function toRowLine(row: EnvironmentDetails['rows'][number]): string {
  const state = `${row.state}${row.isOutOfOrder ? ', out of order' : ''}`.padEnd(8);
  const clouds = row.clouds.length === 0 ? '' : `  ${row.clouds.join(', ')}`;
  const because = row.because === undefined ? '' : `  (${row.because})`;
  return `  ${state}  ${row.id}  ${row.description}  downtime: ${toDowntimeText(row.downtime)}${clouds}${because}`;
}

function toTotalText({ fullMinutes, partialMinutes, unknown }: EnvironmentDetails['downtime']): string {
  const parts = [
    ...(fullMinutes === 0 ? [] : [`${fullMinutes} min full`]),
    ...(partialMinutes === 0 ? [] : [`${partialMinutes} min partial`]),
    ...(unknown === 0 ? [] : [unknown === 1 ? '1 does not say' : `${unknown} do not say`]),
  ];
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function toToolLine({ name, reading }: NonNullable<EnvironmentDetails['tool']>): string {
  if (reading === undefined) return `${name}’s table was not read yet`;
  const { table, host, readAtMs, readBy, isTableThere, rows } = reading;
  const what = isTableThere ? `${rows} rows` : 'no such table';
  return `${name}: ${table} on ${host}, ${what}, read ${toInstant(readAtMs)} by ${readBy}`;
}

function toSpanText({
  startMs,
  endMs,
  zone,
}: Pick<EnvironmentDetails['windows'][number], 'startMs' | 'endMs' | 'zone'>) {
  return `${toLocalTimeText(startMs, zone)} to ${toLocalTimeText(endMs, zone)} ${zone}`;
}

function toInstant(atMs: number): string {
  return new Date(atMs).toISOString();
}
