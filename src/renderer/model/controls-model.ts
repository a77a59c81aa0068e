/** The controls of one run: which dialog is open, what it sends, and what came of it. Opening one does nothing on any host. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RequestInput, RequestName } from '../../contract/requests.ts';
import type { Subject } from '../../core/comment/comment.ts';
import type { MaintenanceId, TaskId } from '../../core/ids.ts';
import type { Failure } from '../../core/result.ts';
import type { Link } from '../link/link.ts';
import { attempt } from './asking.ts';
import type { Control } from './primary-action.ts';

export interface ControlsView {
  readonly dialog: Control | undefined;
  /** The step that is looked at in the console. */
  readonly selected: TaskId | undefined;
  /** The note being written, and what it is about; kept while one looks elsewhere. */
  readonly note: { readonly text: string; readonly about: Subject | undefined; readonly kind: NoteKind };
  /** Secrets of the run that nobody has given since the console was started; its steps cannot have them. */
  readonly missingSecrets: readonly string[];
  /** Whether the side panel stands open that shares the maintenance. */
  readonly isSharing: boolean;
  readonly isSending: boolean;
  /** Why the last thing asked for was refused; gone when a dialog opens or closes. */
  readonly failure: Failure | undefined;
}

/** `note`: what was done or seen, for the record. `comment`: said to the others, who may answer. */
export type NoteKind = 'note' | 'comment';

export interface ControlsModel extends StoreApi<ControlsView> {
  open(control: Control): void;
  close(): void;
  select(task: TaskId | undefined): void;
  share(isSharing: boolean): void;
  /** Asks which secrets are missing, by giving none. */
  checkSecrets(maintenance: MaintenanceId): Promise<void>;
  writeNote(text: string): void;
  noteAbout(about: Subject | undefined): void;
  noteAs(kind: NoteKind): void;
  /** Sends what the open dialog decided, and closes it where that was taken. Returns whether it was. */
  send<N extends RequestName>(name: N, input: RequestInput<N>): Promise<boolean>;
}

export function createControlsModel(link: Link): ControlsModel {
  const store = createStore<ControlsView>(() => ({
    dialog: undefined,
    selected: undefined,
    note: { text: '', about: undefined, kind: 'note' },
    missingSecrets: [],
    isSharing: false,
    isSending: false,
    failure: undefined,
  }));
  return Object.assign(store, {
    open(dialog: Control) {
      store.setState({ dialog, failure: undefined });
    },
    close() {
      store.setState({ dialog: undefined, failure: undefined });
    },
    select(selected: TaskId | undefined) {
      store.setState({ selected });
    },
    share(isSharing: boolean) {
      store.setState({ isSharing });
    },
    async checkSecrets(maintenance: MaintenanceId) {
      const answer = await attempt(link, 'run.secrets', { maintenance, secrets: {} });
      if (answer.ok) store.setState({ missingSecrets: answer.value.missing });
    },
    writeNote(text: string) {
      store.setState(({ note }) => ({ note: { ...note, text } }));
    },
    noteAbout(about: Subject | undefined) {
      store.setState(({ note }) => ({ note: { ...note, about } }));
    },
    noteAs(kind: NoteKind) {
      store.setState(({ note }) => ({ note: { ...note, kind } }));
    },
    async send<N extends RequestName>(name: N, input: RequestInput<N>) {
      // A second press while the first is on its way would be a second command.
      if (store.getState().isSending) return false;
      store.setState({ isSending: true, failure: undefined });
      const answer = await attempt(link, name, input);
      store.setState(
        answer.ok ? { isSending: false, dialog: undefined } : { isSending: false, failure: answer.failure },
      );
      return answer.ok;
    },
  });
}
