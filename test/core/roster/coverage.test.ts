/** Coverage over time, against cases of a night and against a count of every minute. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { toAvailability, toCoverage, toWanted } from '../../../src/core/roster/coverage.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';
import type { Member } from '../../../src/core/roster/person.ts';
import { emptyRoster, type Roster, type Shift } from '../../../src/core/roster/roster.ts';
import { parseLocalTime } from '../../../src/core/schedule/local-time.ts';

const minute = 60_000;
const hour = 60 * minute;
const wanted = toWanted(defaultPolicy);
const window = { startMs: 100 * hour, endMs: 104 * hour };

function member(id: string, more: Partial<Member> = {}): Member {
  const name = id as PersonId;
  return { id: name, name, roles: ['SRE'], qualifications: ['root'], services: [], zone: 'UTC', ...more };
}

function shift(person: string, fromMs: number, toMs: number, role = 'SRE'): Shift {
  return { id: `${person}-${fromMs}` as Shift['id'], person: person as PersonId, role, fromMs, toMs };
}

function roster(members: readonly Member[], shifts: readonly Shift[], more: Partial<Roster> = {}): Roster {
  return { ...emptyRoster, members, shifts, ...more };
}

function gapsOf(found: Roster, within = window) {
  return toCoverage(found, within, wanted).gaps.map(({ fromMs, toMs, people }) => [fromMs, toMs, people]);
}

const all = (person: string) => shift(person, window.startMs, window.endMs);

describe('coverage', () => {
  it('POL-2: is whole where two qualified people are there from start to end', () => {
    const found = toCoverage(roster([member('ada'), member('bo')], [all('ada'), all('bo')]), window, wanted);
    expect(found.gaps).toEqual([]);
    expect(found.bands).toEqual([{ fromMs: window.startMs, toMs: window.endMs, people: ['ada', 'bo'] }]);
  });

  it('POL-2: joins shifts that touch, and finds a hole of one minute between two', () => {
    const middle = window.startMs + 2 * hour;
    const first = shift('bo', window.startMs, middle);
    const people = [member('ada'), member('bo'), member('cy')];
    expect(gapsOf(roster(people, [all('ada'), first, shift('bo', middle, window.endMs)]))).toEqual([]);
    expect(gapsOf(roster(people, [all('ada'), first, shift('cy', middle, window.endMs)]))).toEqual([]);
    expect(gapsOf(roster(people, [all('ada'), first, shift('cy', middle + minute, window.endMs)]))).toEqual([
      [middle, middle + minute, ['ada']],
    ]);
  });

  it('POL-2: without a shift is one gap from start to end', () => {
    expect(gapsOf(roster([member('ada')], []))).toEqual([[window.startMs, window.endMs, []]]);
  });

  it('POL-2: ends for who is withdrawn in the middle', () => {
    const goneMs = window.startMs + hour;
    const absence = {
      person: 'bo' as PersonId,
      fromMs: goneMs,
      reason: 'ill',
      saidAtMs: 0,
      by: { kind: 'person' as const, name: 'Bo' },
    };
    const found = roster([member('ada'), member('bo')], [all('ada'), all('bo')], { absences: [absence] });
    expect(gapsOf(found)).toEqual([[goneMs, window.endMs, ['ada']]]);
  });

  it('POL-2: looks at no part of a shift beyond the window', () => {
    const wide = shift('bo', window.startMs - hour, window.endMs + hour);
    expect(toCoverage(roster([member('bo')], [wide]), window, wanted).bands).toEqual([
      { fromMs: window.startMs, toMs: window.endMs, people: ['bo'] },
    ]);
  });

  it('POL-2: counts nobody without the role, the qualification or a shift in the role, however it is written', () => {
    const people = [
      member('ada', { roles: ['sre'], qualifications: ['Root '] }),
      member('bo', { roles: ['EM'] }),
      member('cy', { qualifications: [] }),
      member('di', { roles: ['SRE', 'CES'] }),
    ];
    const shifts = [all('ada'), all('bo'), all('cy'), shift('di', window.startMs, window.endMs, 'CES')];
    expect(gapsOf(roster(people, shifts))).toEqual([[window.startMs, window.endMs, ['ada']]]);
  });

  it('POL-2: counts the hour that a night of clock changes has more, and the one it has less', () => {
    const at = (text: string) => {
      const parsed = parseLocalTime(text, 'Europe/Berlin');
      if (!parsed.ok) throw new Error(parsed.failure.message);
      return parsed.value;
    };
    const people = [member('ada'), member('bo'), member('cy')];
    const night = (from: string, change: readonly [string, string], to: string) => {
      const within = { startMs: at(from), endMs: at(to) };
      const shifts = [
        shift('ada', within.startMs, within.endMs),
        shift('bo', at(from), at(change[0])),
        shift('cy', at(change[1]), at(to)),
      ];
      return gapsOf(roster(people, shifts), within).map(([fromMs, toMs]) => (Number(toMs) - Number(fromMs)) / hour);
    };
    // 02:00 to 03:00 comes twice: who goes at the first 02:00 and who comes at 03:00 leave two hours.
    expect(night('2026-10-25 00:00', ['2026-10-25 02:00+02:00', '2026-10-25 03:00'], '2026-10-25 06:00')).toEqual([2]);
    // 02:00 to 03:00 never comes: nobody is missing.
    expect(night('2026-03-29 00:00', ['2026-03-29 03:00', '2026-03-29 03:00'], '2026-03-29 06:00')).toEqual([]);
  });

  const minutes = 60;
  const people = ['ada', 'bo', 'cy'];
  const drawnShifts = fc.array(
    fc.record({
      person: fc.constantFrom(...people),
      from: fc.integer({ min: -10, max: minutes + 5 }),
      length: fc.integer({ min: 1, max: 40 }),
      role: fc.constantFrom('SRE', 'SRE', 'sre', 'CES'),
    }),
    { maxLength: 8 },
  );
  const drawnAbsences = fc.uniqueArray(
    fc.record({ person: fc.constantFrom(...people), from: fc.integer({ min: -5, max: minutes + 5 }) }),
    { selector: ({ person }) => person, maxLength: 2 },
  );

  it('POL-2: is what a count of every minute gives', () => {
    fc.assert(
      fc.property(drawnShifts, drawnAbsences, fc.integer({ min: 0, max: 3 }), (drafts, gone, count) => {
        const startMs = 1_000 * hour;
        const at = (number: number) => startMs + number * minute;
        const shifts = drafts.map(({ person, from, length, role }) => shift(person, at(from), at(from + length), role));
        const absences = gone.map(({ person, from }) => ({
          person: person as PersonId,
          fromMs: at(from),
          reason: 'away',
          saidAtMs: 0,
          by: { kind: 'person' as const, name: 'x' },
        }));
        const found = roster(
          people.map((id) => member(id)),
          shifts,
          { absences },
        );
        const within = { startMs, endMs: at(minutes) };
        const { bands, gaps } = toCoverage(found, within, { ...wanted, people: count });
        for (let number = 0; number < minutes; number++) {
          const now = at(number);
          const there = people.filter(
            (person) =>
              shifts.some(
                (one) => one.person === person && one.role !== 'CES' && one.fromMs <= now && now < one.toMs,
              ) && !absences.some((one) => one.person === person && one.fromMs <= now),
          );
          const holding = bands.filter(({ fromMs, toMs }) => fromMs <= now && now < toMs);
          expect(holding.map((band) => band.people)).toEqual([there]);
          expect(gaps.some(({ fromMs, toMs }) => fromMs <= now && now < toMs)).toBe(there.length < count);
        }
        expect(bands[0]?.fromMs).toBe(startMs);
        expect(bands.at(-1)?.toMs).toBe(at(minutes));
        // Neighbours differ: what touches is joined.
        for (const [index, band] of bands.entries()) expect(band.people).not.toEqual(bands[index + 1]?.people);
      }),
      { numRuns: 300 },
    );
  });
});

describe('availability', () => {
  it('POL-4: says of each member when they are there, in whatever role', () => {
    const middle = window.startMs + hour;
    const shifts = [
      shift('ada', window.startMs, middle),
      shift('ada', middle, middle + hour, 'CES'),
      shift('bo', 0, 1),
    ];
    expect(toAvailability(roster([member('ada'), member('bo')], shifts), window)).toEqual([
      { person: 'ada', spans: [{ fromMs: window.startMs, toMs: middle + hour }] },
      { person: 'bo', spans: [] },
    ]);
  });
});
