/** How each service stood over the time of a maintenance, as a band: full height up, half partial, a thin line down. */
import type { ServiceLevel } from '../../../core/postmortem/report.ts';
import { toInstantText, toSpanText } from '../../parts/time/times.ts';
import classes from './overview.module.css';
import { levelLooks } from './report-words.ts';

export interface BandMark {
  readonly service: string;
  readonly level: ServiceLevel;
  readonly atMs: number;
}

interface ServiceBandProps {
  readonly marks: readonly BandMark[];
  readonly fromMs: number;
  readonly toMs: number;
}

const width = 600;
const height = 22;
const heights = { up: height, partial: height * 0.55, down: 4 } as const satisfies Record<ServiceLevel, number>;

export interface Stretch {
  readonly level: ServiceLevel;
  readonly fromMs: number;
  readonly toMs: number;
}

/** One stretch for each level a service had; before its first mark it was up, for nobody said otherwise. */
export function toStretches(marks: readonly BandMark[], fromMs: number, toMs: number): readonly Stretch[] {
  const sorted = marks.toSorted((a, b) => a.atMs - b.atMs);
  const stretches: Stretch[] = [];
  let level: ServiceLevel = 'up';
  let sinceMs = Math.min(fromMs, sorted[0]?.atMs ?? fromMs);
  function end(atMs: number) {
    if (atMs <= sinceMs) return;
    const last = stretches.at(-1);
    // Of two marks at one instant the later holds, and may say what was so before.
    if (last?.level === level) stretches[stretches.length - 1] = { ...last, toMs: atMs };
    else stretches.push({ level, fromMs: sinceMs, toMs: atMs });
    sinceMs = atMs;
  }
  for (const mark of sorted) {
    if (mark.level === level) continue;
    end(mark.atMs);
    level = mark.level;
  }
  end(Math.max(toMs, sinceMs));
  return stretches;
}

export function ServiceBand({ marks, fromMs, toMs }: ServiceBandProps) {
  const services = [...new Set(marks.map(({ service }) => service))];
  return (
    <div className={classes['bands']}>
      {services.map((service) => (
        <OneBand
          key={service}
          service={service}
          stretches={toStretches(
            marks.filter((one) => one.service === service),
            fromMs,
            toMs,
          )}
        />
      ))}
    </div>
  );
}

function OneBand({ service, stretches }: { readonly service: string; readonly stretches: readonly Stretch[] }) {
  const fromMs = stretches[0]?.fromMs ?? 0;
  const spanMs = Math.max(1, (stretches.at(-1)?.toMs ?? 1) - fromMs);
  const toX = (atMs: number) => ((atMs - fromMs) / spanMs) * width;
  const said = stretches.map(
    (one) =>
      `${levelLooks[one.level].word.toLowerCase()} for ${toSpanText(one.toMs - one.fromMs)} from ${toInstantText(one.fromMs)}`,
  );
  return (
    <div className={classes['band']}>
      <span className={classes['bandName']}>{service}</span>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${service}: ${said.join('; ')}`}
        className={classes['bandDrawing']}
      >
        {stretches.map((one) => (
          <rect
            key={one.fromMs}
            x={toX(one.fromMs)}
            width={Math.max(1, toX(one.toMs) - toX(one.fromMs))}
            y={height - heights[one.level]}
            height={heights[one.level]}
            fill={`var(--${levelLooks[one.level].tone})`}
          >
            <title>{`${levelLooks[one.level].word}, ${toSpanText(one.toMs - one.fromMs)}`}</title>
          </rect>
        ))}
      </svg>
    </div>
  );
}
