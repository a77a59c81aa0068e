/** Each form of catalogue: which files belong to it, and how they are read. */
import type { CatalogueForm, CatalogueSource } from '../environment/catalogue-source.ts';
import type { Catalogue, CatalogueFile } from './catalogue.ts';
import { parseCatalogue } from './parse-catalogue.ts';

/** By its path: what it cannot be is not even read. */
export function isCatalogueFile(form: CatalogueForm, _path: string): boolean {
  return form === 'drydock';
}

export function parseCatalogueFiles(_source: CatalogueSource, files: readonly CatalogueFile[]): Catalogue {
  return parseCatalogue(files);
}
