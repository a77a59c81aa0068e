/** The body of a generic webhook: JSON with placeholders inside its strings, filled so that it stays JSON whatever is put in. */
import type { OutgoingMessage } from '../ports.ts';

const placeholders: Readonly<Record<string, (message: OutgoingMessage) => string>> = {
  subject: ({ subject }) => subject,
  text: ({ text }) => text,
  maintenance: ({ maintenance }) => maintenance.title,
  'maintenance-id': ({ maintenance }) => maintenance.id,
  kind: ({ notice }) => notice.kind,
  audience: ({ notice }) => notice.audience,
  environment: ({ environment }) => environment ?? '',
  services: ({ services }) => services.join(', '),
  'window-start': ({ window }) => (window === undefined ? '' : new Date(window.startMs).toISOString()),
  'window-end': ({ window }) => (window === undefined ? '' : new Date(window.endMs).toISOString()),
  'life-cycle': ({ lifeCycle }) => lifeCycle,
  'sending-id': ({ sendingId }) => sendingId,
};

const usualTemplate = JSON.stringify(
  Object.fromEntries(Object.keys(placeholders).map((name) => [name, `{{${name}}}`])),
);
const depthLimit = 50;
const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What is wrong with a template, in a sentence; `undefined` for nothing. */
export function findTemplateFault(template: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(template);
  } catch (error) {
    return `The template is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (depthOf(json) > depthLimit) return `The template is nested more than ${depthLimit} deep.`;
  const unknown = [...template.matchAll(placeholder)].map(([, name = '']) => name).find((name) => !isKnown(name));
  if (unknown === undefined) return undefined;
  return `The template has “{{${unknown}}}”; there is ${Object.keys(placeholders).join(', ')}.`;
}

/** Strings are filled after the template was read, so that no text can end its string. A template with a fault throws. */
export function fillTemplate(template: string | undefined, message: OutgoingMessage): string {
  return JSON.stringify(fill(JSON.parse(template ?? usualTemplate), message));
}

function fill(value: unknown, message: OutgoingMessage): unknown {
  if (typeof value === 'string')
    return value.replace(placeholder, (_, name: string) => placeholders[name]?.(message) ?? '');
  if (Array.isArray(value)) return value.map((item) => fill(item, message));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, message)]));
}

function isKnown(name: string): boolean {
  return Object.hasOwn(placeholders, name);
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
