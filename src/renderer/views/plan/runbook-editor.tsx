/** A runbook being written: each pause in typing is kept as a new version, made from the one that was read. */

import { Button, Loader, Menu } from '@mantine/core';
import { ChevronDown, Download, GitCompareArrows, ListPlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RunbookSummary } from '../../../contract/shapes.ts';
import { type RunbookName, runbookNameSchema } from '../../../core/ids.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { toPlanHash } from '../../../core/plan/plan-hash.ts';
import { goTo } from '../../frame/navigation.ts';
import { toHash } from '../../frame/route.ts';
import { attempt } from '../../model/asking.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { useDraft } from '../../parts/drafts/use-draft.ts';
import { NewMaintenance } from '../maintenances/new-maintenance.tsx';
import { download } from '../runbooks/files.ts';
import { PlanComparison } from './plan-comparison.tsx';
import { PlanEditor } from './plan-editor.tsx';
import classes from './runbook-editor.module.css';

interface RunbookEditorProps {
  readonly name: string;
  readonly step: string | undefined;
}

export function RunbookEditor({ name, step }: RunbookEditorProps) {
  const parsed = runbookNameSchema.safeParse(name);
  if (parsed.success) return <Loading name={parsed.data} step={step} />;
  const failure = { kind: 'not-found', message: `“${name}” is no runbook's name.`, advice: 'Open one from the list.' };
  return (
    <div className={classes['failure']}>
      <FailureNote failure={failure} />
    </div>
  );
}

function Loading({ name, step }: { readonly name: RunbookName; readonly step: string | undefined }) {
  const { value, failure, again } = useAsked('runbook.show', { name });
  const [first, setFirst] = useState<typeof value>();
  // Read once: from then on the draft is the truth here, and each save says whether it was made from the newest version.
  useEffect(() => setFirst((before) => before ?? value), [value]);
  if (first !== undefined) return <Editor summary={first.summary} plan={first.plan} step={step} />;
  return (
    <div className={classes['failure']}>
      {failure === undefined ? <Loader size="sm" aria-label="Reading the runbook" /> : null}
      {failure === undefined ? null : <FailureNote failure={failure} onRetry={again} />}
    </div>
  );
}

interface EditorProps {
  readonly summary: RunbookSummary;
  readonly plan: Plan;
  readonly step: string | undefined;
}

function Editor({ summary, plan, step }: EditorProps) {
  const { link, workspace } = useModels();
  const { name } = summary;
  const facts = useModel(workspace, (view) => view.workspace);
  const [version, setVersion] = useState(summary.version);
  // The version the draft was made from: what a save is checked against, whatever has been drawn.
  const madeFrom = useRef(summary.version);
  const draft = useDraft(
    plan,
    () => async (now) => {
      const saved = await attempt(link, 'runbook.save', { name, expectedVersion: madeFrom.current, plan: now });
      if (saved.ok) {
        madeFrom.current = saved.value.version;
        setVersion(madeFrom.current);
      }
      return saved;
    },
    toPlanHash,
  );
  async function overtake() {
    const versions = await attempt(link, 'runbook.versions', { name });
    if (versions.ok) madeFrom.current = versions.value[0]?.version ?? 0;
    await draft.save();
  }
  const title = useModel(draft, (view) => view.value.title);
  const [isComparing, setComparing] = useState(false);
  const [isMade, setMade] = useState(false);
  const exporting = useAsking();
  async function exportIt() {
    await draft.save();
    const file = await exporting.ask('runbook.export', { name });
    if (file !== undefined) download(file.file, file.markdown);
  }
  return (
    <div className={classes['room']}>
      <header className={classes['header']}>
        <a href={toHash({ room: 'runbooks' })}>Runbooks</a>
        <span aria-hidden="true">/</span>
        <h1>{title}</h1>
        <span className={classes['version']}>
          {name}, version {version}
        </span>
      </header>
      {exporting.failure === undefined ? null : (
        <FailureNote failure={exporting.failure} onDismiss={exporting.forget} />
      )}
      <div className={classes['editor']}>
        <PlanEditor
          draft={draft}
          isReadOnly={facts?.isReadOnly ?? false}
          readOnlyBecause={facts?.readOnlyBecause}
          onOvertake={() => void overtake()}
          step={step}
          onStep={(id) => goTo({ room: 'runbook', name, ...(id === undefined ? {} : { step: id }) }, 'replace')}
          actions={
            <>
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button
                    size="compact-sm"
                    variant="default"
                    rightSection={<ChevronDown size={14} aria-hidden="true" />}
                  >
                    Runbook
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<Download size={15} />} onClick={() => void exportIt()}>
                    Export as Markdown
                  </Menu.Item>
                  <Menu.Item leftSection={<GitCompareArrows size={15} />} onClick={() => setComparing(true)}>
                    Compare with an earlier version…
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
              <Button
                size="compact-sm"
                disabled={facts?.isReadOnly ?? false}
                leftSection={<ListPlus size={15} aria-hidden="true" />}
                onClick={() => void draft.save().then(() => setMade(true))}
              >
                New maintenance
              </Button>
            </>
          }
        />
      </div>
      {isComparing ? <PlanComparison name={name} draft={draft} onClose={() => setComparing(false)} /> : null}
      {isMade ? <NewMaintenance isOpen runbook={name} onClose={() => setMade(false)} /> : null}
    </div>
  );
}
