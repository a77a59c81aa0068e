/** Over everything a reader of a bundle sees: of what it is, as of when, who vouches for it; their own words as a file; and the way out. */
import { Button, Popover } from '@mantine/core';
import { ChevronDown, FileOutput, PackageOpen, ShieldAlert, ShieldCheck, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { BundleFacts } from '../../../contract/bundle-shapes.ts';
import type { ReaderMe } from '../../model/me-model.ts';
import { useMaintenanceModels, useModel } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { useUnsavedWarning } from '../../parts/drafts/unsaved-warning.ts';
import { Fingerprint } from '../../parts/fingerprint/fingerprint.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { toSignerWords } from '../../views/approvals/signer-field.tsx';
import { download } from '../../views/runbooks/files.ts';
import classes from './visitor-bar.module.css';

export function ReaderBar({ me }: { readonly me: ReaderMe }) {
  const { bundle } = me;
  const { maintenance } = useMaintenanceModels(me.maintenance);
  const title = useModel(maintenance, (view) => view.state?.title);
  const said = useModel(maintenance, (view) => Math.max(0, (view.state?.seq ?? 0) - bundle.events));
  const [isClosing, setClosing] = useState(false);
  const asking = useAsking();
  useEffect(() => {
    if (title !== undefined) document.title = `${title}, a bundle · Drydock`;
  }, [title]);
  async function save() {
    const made = await asking.ask('bundle.remarks', {});
    if (made !== undefined) download(made.file, made.content, 'application/json');
  }
  const unsaved = said - bundle.saved;
  useUnsavedWarning(unsaved > 0);
  return (
    <>
      <section className={classes['bar']} aria-label="The bundle you read">
        <PackageOpen size={15} aria-hidden="true" />
        <span className={classes['name']} title={bundle.file}>
          You read <strong>{bundle.file}</strong>
        </span>
        <span className={classes['soft']}>
          as of <Instant atMs={bundle.madeAtMs} />
          {bundle.isFinished ? '' : '; it went on then'}
        </span>
        <SignerMark bundle={bundle} />
        <span className={classes['live']} data-tone={unsaved > 0 ? 'warn' : 'neutral'} role="status">
          {toSavedWords(said, unsaved)}
        </span>
        {said === 0 ? null : (
          <Button
            size="compact-xs"
            variant={unsaved > 0 ? 'filled' : 'default'}
            loading={asking.isAsking}
            leftSection={<FileOutput size={13} aria-hidden="true" />}
            onClick={() => void save()}
          >
            Save them as a file…
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<X size={13} aria-hidden="true" />}
          onClick={() => setClosing(true)}
        >
          Close…
        </Button>
      </section>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      {isClosing ? <CloseDialog unsaved={unsaved} onClose={() => setClosing(false)} /> : null}
    </>
  );
}

function toSavedWords(said: number, unsaved: number): string {
  if (said === 0) return '';
  if (unsaved === 0) return 'What you said is in the file you saved';
  return unsaved === 1
    ? '1 comment or mark is in no file yet'
    : `${unsaved.toLocaleString('en')} comments and marks are in no file yet`;
}

/** Whole it is, else it were not open; whose word that is, is another question. */
function SignerMark({ bundle: { signer, madeBy } }: { readonly bundle: BundleFacts }) {
  const isKnown = signer.standing !== 'unknown';
  const Icon = isKnown ? ShieldCheck : ShieldAlert;
  return (
    <Popover position="bottom-start" withArrow width={420} trapFocus>
      <Popover.Target>
        <button type="button" className={classes['role']} data-tone={isKnown ? 'good' : 'warn'}>
          <Icon size={13} aria-hidden="true" /> Whole, signed with {toSignerWords(signer)}
          <ChevronDown size={12} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Who vouches for this bundle">
        <div className={classes['meaning']}>
          <p>
            Every byte is as it was signed. It says that {madeBy} wrote it
            {isKnown ? '.' : ', and nobody here has said whose key this is: have the fingerprint read out.'}
          </p>
          <Fingerprint fingerprint={signer.fingerprint} algorithm="Ed25519" />
          <p className={classes['soft']}>
            What you look at is a copy. Nothing in it can run or be sent. You can comment and mark lines as seen; save
            that as a file, and send it to whoever leads.
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function CloseDialog({ unsaved, onClose }: { readonly unsaved: number; readonly onClose: () => void }) {
  const asking = useAsking();
  async function close() {
    if ((await asking.ask('bundle.close', {})) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="Close this bundle?"
      deed="Close"
      isDangerous={unsaved > 0}
      asking={asking}
      onDo={() => void close()}
      onClose={onClose}
    >
      {unsaved > 0 ? (
        <p>
          {unsaved === 1 ? 'A comment or mark of yours is' : `${unsaved} comments and marks of yours are`} in no file
          yet, and will be lost.
        </p>
      ) : null}
      <p>The copy on this machine is removed. The file itself stays, and can be opened again.</p>
    </DeedDialog>
  );
}
