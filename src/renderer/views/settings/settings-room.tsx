/** Settings in sections, each with an address of its own: the workspace, the team's policy, its kinds of change, its notices and their channels, and the doors of its gates. */

import { type SettingsSection, settingsNames, settingsSections, toHash } from '../../frame/route.ts';
import { Page } from '../../parts/layout/page.tsx';
import { ChangesSection } from './changes-section.tsx';
import { ChannelsSection } from './channels-section.tsx';
import { NoticePlanSection } from './notice-plan-section.tsx';
import { PipelinesSection } from './pipelines-section.tsx';
import { PolicySection } from './policy-section.tsx';
import classes from './settings-room.module.css';
import { TemplatesSection } from './templates-section.tsx';
import { WorkspaceSection } from './workspace-section.tsx';

const sections = {
  workspace: {
    about: 'Where everything is kept, a copy of it, and how this window looks.',
    View: WorkspaceSection,
  },
  policy: {
    about: 'The rules every maintenance is held to. One that is scheduled keeps the policy it was scheduled under.',
    View: PolicySection,
  },
  changes: {
    about: 'The kinds of change with the validations each brings, and what to check when one fails.',
    View: ChangesSection,
  },
  notices: {
    about: 'Which notices a new maintenance has from the start, and through which channels they go.',
    View: NoticePlanSection,
  },
  templates: {
    about: 'The words notices are filled from. What somebody has written, and what was sent, stays as it is.',
    View: TemplatesSection,
  },
  channels: { about: 'The ways notices leave this console.', View: ChannelsSection },
  pipelines: {
    about:
      'How pipelines without a workspace learn whether they may release: by asking this console, or from a signed file.',
    View: PipelinesSection,
  },
} as const satisfies Record<SettingsSection, unknown>;

export function SettingsRoom({ section = 'workspace' }: { readonly section: SettingsSection | undefined }) {
  const { about, View } = sections[section];
  return (
    <Page title="Settings" about={about}>
      <div className={classes['sections']}>
        <nav className={classes['nav']} aria-label="Settings">
          {settingsSections.map((one) => (
            <a
              key={one}
              className={classes['navLink']}
              href={toHash({ room: 'settings', section: one })}
              aria-current={one === section ? 'page' : undefined}
            >
              {settingsNames[one]}
            </a>
          ))}
        </nav>
        <div className={classes['section']}>
          <View />
        </div>
      </div>
    </Page>
  );
}
