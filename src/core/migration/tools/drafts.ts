/** What the tools' catalogues have in common: the order of their migrations is that of their versions, one for each. */
import type { CatalogueForm } from '../../environment/catalogue-source.ts';
import type { Rollback } from '../../plan/plan.ts';
import { toScriptHash } from '../../plan/plan-hash.ts';
import {
  type Catalogue,
  type CatalogueFile,
  type CatalogueProblem,
  error,
  type Migration,
  warning,
} from '../catalogue.ts';
import { parseRemark } from '../front-matter.ts';
import type { Remark } from '../migrations-yaml.ts';

/** A migration as a tool's parser finds it; what is common to all is added by `toCatalogue`. */
export interface ToolDraft {
  readonly id: string;
  /** By default the id. */
  readonly version?: string;
  readonly description: string;
  readonly file: CatalogueFile;
  readonly line?: number;
  /** What the author wrote of it; by default the whole file. */
  readonly content?: string;
  readonly toolChecksum?: string;
  readonly isRepeatable?: boolean;
  readonly after?: readonly string[];
  /** Absent where nothing says how it is run; then `cannotRun` says why. */
  readonly toScript?: (remark: Remark) => string;
  readonly cannotRun?: string;
  /** The file that undoes it, where it is one of its own. */
  readonly undo?: CatalogueFile;
  readonly toRollback?: (remark: Remark) => Rollback | undefined;
}

/** @param drafts in the order they are run */
export function toCatalogue(
  form: CatalogueForm,
  drafts: readonly ToolDraft[],
  problems: readonly CatalogueProblem[] = [],
): Catalogue {
  const found = [...problems];
  const seen = new Map<string, ToolDraft>();
  const migrations = drafts.flatMap((draft, index): Migration[] => {
    const { id, file, line = 1, undo, isRepeatable = false } = draft;
    const first = seen.get(id);
    if (first !== undefined) {
      found.push(error(file.path, line, `${id} stands here twice: also in ${first.file.path}.`));
      return [];
    }
    seen.set(id, draft);
    const { remark, problems: wrong } = parseRemark(file);
    found.push(...wrong);
    const rollback = draft.toRollback?.(remark) ?? toDeclared(remark);
    if (rollback === undefined)
      found.push(warning(file.path, line, 'It has no rollback, and does not say why (REL-10).'));
    return [
      {
        id,
        sequence: index + 1,
        version: draft.version ?? id,
        description: draft.description,
        downtime: remark.downtime ?? { kind: 'unknown' },
        clouds: remark.clouds,
        ...(draft.toScript === undefined
          ? { cannotRun: draft.cannotRun ?? 'Nothing says how it is run.' }
          : { script: draft.toScript(remark) }),
        ...(rollback === undefined ? {} : { rollback }),
        sha256: toScriptHash(draft.content ?? file.text),
        ...(undo === undefined ? {} : { undoSha256: toScriptHash(undo.text) }),
        ...(draft.toolChecksum === undefined ? {} : { toolChecksum: draft.toolChecksum }),
        ...(remark.timeout === undefined ? {} : { timeoutMs: remark.timeout }),
        isRepeatable,
        ...(draft.after === undefined ? {} : { after: draft.after }),
        file: file.path,
        line,
      },
    ];
  });
  // What runs whenever it changes brings no version.
  const versions = [...new Set(migrations.flatMap((one) => (one.isRepeatable ? [] : [one.version])))];
  return { form, versions, channels: {}, migrations, problems: found };
}

function toDeclared({ rollback }: Remark): Rollback | undefined {
  return rollback === undefined ? undefined : { kind: 'none', why: rollback.none };
}

/** The file's own name, without its folders. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `add_order_currency` as people write it. */
export function toWords(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').trim();
  return words === '' ? name : words[0]?.toUpperCase() + words.slice(1);
}

export const noWayToRun =
  'Say how its tool is run on the hosts (catalogue.tool), or how its database is reached (catalogue.database).';
