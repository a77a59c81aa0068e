/** What an issue's address says: which tracker it is of, and its number there. */
import { type TrackerPlace, trackerPlaceSchema } from './tracker-place.ts';

/** The number of an issue of exactly this place; `undefined` for one that is elsewhere. */
export function toIssueNumber(place: TrackerPlace, link: string): number | undefined {
  const begin = `${place.url.replace(/\/+$/, '')}/`;
  if (!link.startsWith(begin)) return undefined;
  const number = new RegExp(`^${toWayIn(place)}(\\d{1,15})/?(?:[?#].*)?$`).exec(link.slice(begin.length))?.[1];
  return number === undefined ? undefined : Number(number);
}

function toWayIn(place: TrackerPlace): string {
  switch (place.kind) {
    case 'github':
      return `${toPattern(place.repository)}/issues/`;
    case 'gitlab':
      return `${toPattern(place.project)}/-/(?:issues|work_items)/`;
    case 'phabricator':
      return 'T';
  }
}

/** Full stops are all that a place's name has of the signs that mean something. */
function toPattern(name: string): string {
  return name.replaceAll('.', '\\.');
}

/** The place whose issue this most likely is: what a person is offered first. `undefined` where the address looks like no issue's. */
export function guessTracker(link: string): TrackerPlace | undefined {
  if (!URL.canParse(link)) return undefined;
  const { origin, pathname } = new URL(link);
  const [, project] = /^\/(.+)\/-\/(?:issues|work_items)\/\d+\/?$/.exec(pathname) ?? [];
  if (project !== undefined) return trackerPlaceSchema.safeParse({ kind: 'gitlab', url: origin, project }).data;
  const [, repository] = /^\/([^/]+\/[^/]+)\/issues\/\d+\/?$/.exec(pathname) ?? [];
  if (repository !== undefined) return trackerPlaceSchema.safeParse({ kind: 'github', url: origin, repository }).data;
  const [task, under = ''] = /^(\/.+)?\/T\d+\/?$/.exec(pathname) ?? [];
  if (task === undefined) return undefined;
  return trackerPlaceSchema.safeParse({ kind: 'phabricator', url: `${origin}${under}` }).data;
}
