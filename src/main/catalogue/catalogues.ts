/** The catalogues of a workspace's environments: read anew whenever a file of theirs changed, and only then. */
import type { CatalogueSource } from '../../core/environment/catalogue-source.ts';
import type { Catalogue } from '../../core/migration/catalogue.ts';
import { isCatalogueFile, parseCatalogueFiles } from '../../core/migration/forms.ts';
import { type Failure, type Result, succeed } from '../../core/result.ts';
import { listFolder, readFiles } from './folder.ts';

export interface ReadCatalogue {
  readonly catalogue: Catalogue;
  /** The same as long as the catalogue is. */
  readonly mark: string;
}

interface Kept {
  readonly fingerprint: string;
  readonly catalogue: Catalogue;
}

/** More sources than environments can have at a time are of the past. */
const keptLimit = 200;

export class Catalogues {
  readonly #kept = new Map<string, Kept>();

  async read(source: CatalogueSource): Promise<Result<ReadCatalogue, Failure>> {
    const listed = await listFolder(source.path, (path) => isCatalogueFile(source.form, path));
    if (!listed.ok) return listed;
    const key = JSON.stringify(source);
    const { fingerprint } = listed.value;
    let kept = this.#kept.get(key);
    if (kept?.fingerprint !== fingerprint) {
      const { files, problems } = await readFiles(listed.value);
      const parsed = parseCatalogueFiles(source, files);
      const catalogue = { ...parsed, problems: [...listed.value.problems, ...problems, ...parsed.problems] };
      kept = { fingerprint, catalogue };
      if (this.#kept.size >= keptLimit) this.#kept.clear();
      this.#kept.set(key, kept);
    }
    return succeed({ catalogue: kept.catalogue, mark: fingerprint });
  }
}
