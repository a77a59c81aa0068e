/** The iCalendar file of what was published: one event a maintenance, as its newest notice has it. */
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { withSlash } from './atom-feed.ts';
import { latestOfEach, type Published } from './published.ts';

export function toCalendar(entries: readonly Published[], name: string, url: string | undefined): string {
  const calendar = new ICalCalendar({
    name,
    prodId: '//Drydock//Maintenance notices//EN',
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { maintenance, title, subject, text, window, lifeCycle, environment, sentAtMs } of latestOfEach(entries)) {
    if (window === undefined) continue;
    const event = calendar.createEvent({
      id: `${maintenance}@drydock`,
      // A calendar takes a later one over an earlier one.
      sequence: entries.filter((one) => one.maintenance === maintenance).length - 1,
      start: new Date(window.startMs),
      end: new Date(window.endMs),
      stamp: new Date(sentAtMs),
      lastModified: new Date(sentAtMs),
      summary: lifeCycle === 'cancelled' ? `Cancelled: ${title}` : title,
      description: clean(`${subject}\n\n${text}`),
      status: lifeCycle === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(environment === undefined ? {} : { location: environment }),
    });
    if (url !== undefined) event.url(`${withSlash(url)}maintenance.html#${maintenance}`);
  }
  return calendar.toString();
}

function clean(text: string): string {
  return text.replace(/[^\n\P{Cc}]/gu, '');
}
