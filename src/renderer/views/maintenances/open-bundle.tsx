/** Opens a bundle for reading, in screens of its own: proved first, and refused where it is not as it was signed. */
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { ConsoleFileField } from '../../parts/fields/console-file-field.tsx';

export function OpenBundle({ onClose }: { readonly onClose: () => void }) {
  const [file, setFile] = useState('');
  const [opened, setOpened] = useState<RequestOutput<'bundle.open'>>();
  const asking = useAsking();
  async function open() {
    if (opened === undefined) setOpened(await asking.ask('bundle.open', { file: file.trim() }));
    else onClose();
  }
  return (
    <DeedDialog
      title="Open a bundle"
      deed={opened === undefined ? 'Prove it, and open it' : 'Done'}
      isReady={opened !== undefined || file.trim() !== ''}
      isDone={opened !== undefined}
      asking={asking}
      onDo={() => void open()}
      onClose={onClose}
    >
      {opened === undefined ? (
        <>
          <p>
            A maintenance that somebody sent as one file, in the same screens as one you follow. Nothing in it can run;
            a copy is made for as long as you read it.
          </p>
          <ConsoleFileField
            label="The file on this console’s machine"
            placeholder="/home/you/Downloads/tonight.drydock.zip"
            accept=".zip,application/zip"
            value={file}
            onChange={setFile}
          />
        </>
      ) : (
        <div role="status">
          <p>
            “{opened.title}” is whole, and as it was signed. It opens in{' '}
            {opened.url === undefined ? 'a window of its own.' : 'your browser.'}
          </p>
          {opened.url === undefined ? null : (
            <p>
              Where that does not happen by itself:{' '}
              <a href={opened.url} target="_blank" rel="noreferrer">
                read the bundle
              </a>
            </p>
          )}
        </div>
      )}
    </DeedDialog>
  );
}
