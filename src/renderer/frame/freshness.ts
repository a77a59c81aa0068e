/** Keeps what the status line says of the workspace true: every commit is heard of, and asked about at most every two seconds. */
import type { Link } from '../link/link.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';

const everyMs = 2_000;

/** Reads the workspace again after each commit that a notice tells of. The returned function ends it. */
export function keepFresh(link: Link, workspace: WorkspaceModel): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = link.onNotice(({ notice }) => {
    if (notice !== 'head' && notice !== 'documents') return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void workspace.refresh();
    }, everyMs);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}
