/** The places of the console as hashes, so that a place can be bookmarked, sent and gone back from: `#/m/ID/console?row=N`. */

/** A row of output or an event of the journal, as permalinks name them. */
export interface Spot {
  readonly kind: 'output' | 'event';
  readonly at: number;
}

/** Tabs of a maintenance that are all of one piece. */
const plainTabs = ['front', 'brief', 'roster', 'backups', 'readiness'] as const;
type PlainTab = (typeof plainTabs)[number];

export const settingsSections = [
  'workspace',
  'policy',
  'changes',
  'notices',
  'templates',
  'channels',
  'pipelines',
] as const;
export type SettingsSection = (typeof settingsSections)[number];
export const settingsNames: Readonly<Record<SettingsSection, string>> = {
  workspace: 'Workspace',
  policy: 'Policy',
  changes: 'Changes',
  notices: 'Notices',
  templates: 'Templates',
  channels: 'Channels',
  pipelines: 'Pipelines',
};

/** What the reports are looked at as. */
export const reportsViews = ['list', 'statistics', 'items'] as const;
export type ReportsView = (typeof reportsViews)[number];

export type Route =
  | { readonly room: 'maintenances'; readonly asks?: 'new' | 'bundle' | 'lead' }
  | { readonly room: 'maintenance'; readonly id: string; readonly tab: 'plan'; readonly step?: string }
  | { readonly room: 'maintenance'; readonly id: string; readonly tab: 'console'; readonly spot?: Spot }
  | { readonly room: 'maintenance'; readonly id: string; readonly tab: 'notices'; readonly notice?: string }
  | { readonly room: 'maintenance'; readonly id: string; readonly tab: 'post-mortem'; readonly part?: string }
  | { readonly room: 'maintenance'; readonly id: string; readonly tab: PlainTab }
  | { readonly room: 'runbooks' }
  | { readonly room: 'runbook'; readonly name: string; readonly step?: string }
  | { readonly room: 'environments'; readonly environment?: string; readonly asks?: 'new' }
  | { readonly room: 'hosts'; readonly host?: string; readonly asks?: 'new' }
  | { readonly room: 'people'; readonly person?: string }
  | { readonly room: 'reports'; readonly view: ReportsView }
  | { readonly room: 'settings'; readonly section?: SettingsSection };

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function parseSpot(query: URLSearchParams): Spot | undefined {
  for (const [name, kind] of [
    ['row', 'output'],
    ['event', 'event'],
  ] as const) {
    const at = query.get(name);
    if (at !== null && /^\d{1,15}$/.test(at)) return { kind, at: Number(at) };
  }
  return undefined;
}

/** What no place goes by leads to the maintenances: an old or mistyped link must never end at a blank screen. */
export function toRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const query = new URLSearchParams(search);
  const [room, name, tab] = path.split('/').map(decode);
  const step = query.get('step');
  if (room === 'm' && name !== undefined && name !== '') {
    if (tab === 'plan') return { room: 'maintenance', id: name, tab: 'plan', ...(step === null ? {} : { step }) };
    const notice = query.get('notice');
    if (tab === 'notices')
      return { room: 'maintenance', id: name, tab: 'notices', ...(notice === null ? {} : { notice }) };
    const part = query.get('part');
    if (tab === 'post-mortem')
      return { room: 'maintenance', id: name, tab: 'post-mortem', ...(part === null ? {} : { part }) };
    const plain = plainTabs.find((one) => one === tab);
    if (plain !== undefined) return { room: 'maintenance', id: name, tab: plain };
    const spot = parseSpot(query);
    return { room: 'maintenance', id: name, tab: 'console', ...(spot === undefined ? {} : { spot }) };
  }
  if (room === 'runbooks') {
    return name ? { room: 'runbook', name, ...(step === null ? {} : { step }) } : { room: 'runbooks' };
  }
  const asks = query.has('new') ? { asks: 'new' as const } : {};
  if (room === 'environments')
    return name ? { room: 'environments', environment: name } : { room: 'environments', ...asks };
  if (room === 'hosts') return name ? { room: 'hosts', host: name } : { room: 'hosts', ...asks };
  if (room === 'people') return name ? { room: 'people', person: name } : { room: 'people' };
  if (room === 'reports') return { room: 'reports', view: reportsViews.find((one) => one === name) ?? 'list' };
  if (room === 'settings') {
    const section = settingsSections.find((one) => one === name);
    return section === undefined ? { room: 'settings' } : { room: 'settings', section };
  }
  if (room !== 'maintenances') return { room: 'maintenances' };
  if (query.has('lead')) return { room, asks: 'lead' };
  return { room, ...(query.has('bundle') ? { asks: 'bundle' } : asks) };
}

function withStep(path: string, step: string | undefined): string {
  return step === undefined ? path : `${path}?step=${encodeURIComponent(step)}`;
}

function withName(room: string, name: string | undefined, asks: 'new' | undefined): string {
  if (name !== undefined) return `${room}/${encodeURIComponent(name)}`;
  return asks === undefined ? room : `${room}?new`;
}

export function toHash(route: Route): string {
  switch (route.room) {
    case 'maintenances':
      return route.asks === undefined ? '#/maintenances' : `#/maintenances?${route.asks}`;
    case 'maintenance': {
      const path = `#/m/${encodeURIComponent(route.id)}/${route.tab}`;
      if (route.tab === 'plan') return withStep(path, route.step);
      if (route.tab === 'notices' && route.notice !== undefined)
        return `${path}?notice=${encodeURIComponent(route.notice)}`;
      if (route.tab === 'post-mortem' && route.part !== undefined)
        return `${path}?part=${encodeURIComponent(route.part)}`;
      if (route.tab !== 'console' || route.spot === undefined) return path;
      return `${path}?${route.spot.kind === 'output' ? 'row' : 'event'}=${route.spot.at}`;
    }
    case 'runbooks':
      return '#/runbooks';
    case 'runbook':
      return withStep(`#/runbooks/${encodeURIComponent(route.name)}`, route.step);
    case 'hosts':
      return withName('#/hosts', route.host, route.asks);
    case 'environments':
      return withName('#/environments', route.environment, route.asks);
    case 'people':
      return route.person === undefined ? '#/people' : `#/people/${encodeURIComponent(route.person)}`;
    case 'reports':
      return route.view === 'list' ? '#/reports' : `#/reports/${route.view}`;
    case 'settings':
      return route.section === undefined ? '#/settings' : `#/settings/${route.section}`;
  }
}
