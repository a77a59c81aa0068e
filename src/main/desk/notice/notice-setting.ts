/** The team's plan of notices and its templates: documents of the workspace, with the built-in ones where there are none. */
import { toDefaultTemplate } from '../../../core/notice/default-templates.ts';
import { type Audience, audienceSchema, type NoticeKind, noticeKindSchema } from '../../../core/notice/notice.ts';
import { defaultNoticePlan, type NoticePlan, noticePlanSchema } from '../../../core/notice/notice-plan.ts';
import { toSample } from '../../../core/notice/sample.ts';
import { factsFor, fill, findTemplateProblems, type Template, templateSchema } from '../../../core/notice/template.ts';
import { fail, succeed } from '../../../core/result.ts';
import type { Store } from '../../store/store.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';

type SettingRequest =
  | 'noticePlan.show'
  | 'noticePlan.save'
  | 'template.list'
  | 'template.preview'
  | 'template.save'
  | 'template.reset';
type Documents = Pick<Store, 'documents'>;

export function noticeSettingHandlers({
  store,
  news,
  clock,
}: Pick<DeskParts, 'store' | 'news' | 'clock'>): Handlers<SettingRequest> {
  return {
    'noticePlan.show': () => succeed(findNoticePlan(store)),
    'noticePlan.save': ({ expectedVersion, plan }, caller) => {
      const by = caller.actor.name;
      const saved = store.documents.put('setting', 'notices', expectedVersion, plan, by, clock.now());
      if (!saved.ok) return saved;
      news.changed('notice');
      return succeed({ version: saved.value.version, plan });
    },
    'template.list': () =>
      succeed(
        noticeKindSchema.options.flatMap((kind) =>
          audienceSchema.options.map((audience) => toTemplateView(store, kind, audience)),
        ),
      ),
    'template.preview': ({ template }) => {
      const { subject, text } = fill(template, toSample(template.kind));
      const facts = factsFor(template.audience).map((fact) => ({ ...fact }));
      return succeed({ subject, text, problems: findProblems(template), facts });
    },
    'template.save': ({ expectedVersion, template }, caller) => {
      const problems = findProblems(template);
      if (problems.length > 0) {
        const says = problems.slice(0, 3).map(({ message }) => message);
        const rest = problems.length > says.length ? ` And ${problems.length - says.length} more.` : '';
        return fail('bad-template', `${says.join(' ')}${rest}`, { advice: 'Use one of the facts that are offered.' });
      }
      const { kind, audience } = template;
      const by = caller.actor.name;
      const saved = store.documents.put('template', nameOf(kind, audience), expectedVersion, template, by, clock.now());
      if (!saved.ok) return saved;
      news.changed('notice');
      return succeed(toTemplateView(store, kind, audience));
    },
    'template.reset': ({ kind, audience }, caller) => {
      const removed = store.documents.remove('template', nameOf(kind, audience), caller.actor.name, clock.now());
      if (!removed.ok) return removed;
      news.changed('notice');
      return succeed(toTemplateView(store, kind, audience));
    },
  };
}

export function findNoticePlan({ documents }: Documents): { readonly version: number; readonly plan: NoticePlan } {
  const document = documents.get('setting', 'notices');
  return document === undefined
    ? { version: 0, plan: defaultNoticePlan }
    : { version: document.version, plan: noticePlanSchema.parse(document.body) };
}

/** The team's own, where it has one. */
export function findTemplate({ documents }: Documents, kind: NoticeKind, audience: Audience): Template | undefined {
  const document = documents.get('template', nameOf(kind, audience));
  return document === undefined ? undefined : templateSchema.parse(document.body);
}

function toTemplateView(store: Documents, kind: NoticeKind, audience: Audience) {
  const template = findTemplate(store, kind, audience) ?? toDefaultTemplate(kind, audience);
  const version = store.documents.get('template', nameOf(kind, audience))?.version ?? 0;
  return { template, version, problems: findProblems(template) };
}

function findProblems({ subject, text, audience }: Template) {
  return [
    ...findTemplateProblems(subject, audience).map((problem) => ({ where: 'subject' as const, ...problem })),
    ...findTemplateProblems(text, audience).map((problem) => ({ where: 'text' as const, ...problem })),
  ];
}

function nameOf(kind: NoticeKind, audience: Audience): string {
  return `${kind}-${audience}`;
}
