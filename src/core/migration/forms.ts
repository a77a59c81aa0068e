/** Each form of catalogue: which files belong to it, how they are read, and which tool's table says what is applied. */
import type { CatalogueForm, CatalogueSource } from '../environment/catalogue-source.ts';
import type { Catalogue, CatalogueFile } from './catalogue.ts';
import { parseCatalogue } from './parse-catalogue.ts';
import { alembic } from './tools/alembic.ts';
import { flyway } from './tools/flyway.ts';
import { golangMigrate } from './tools/golang-migrate.ts';
import { liquibase } from './tools/liquibase.ts';
import { rails } from './tools/rails.ts';
import type { MigrationTool } from './tools/tool.ts';

const tools: Readonly<Record<Exclude<CatalogueForm, 'drydock'>, MigrationTool>> = {
  flyway,
  liquibase,
  alembic,
  'golang-migrate': golangMigrate,
  rails,
};

/** `undefined`: Drydock's own form, of which no table but the journals says anything. */
export function toolOf(form: CatalogueForm): MigrationTool | undefined {
  return form === 'drydock' ? undefined : tools[form];
}

/** By its path: what cannot be one is not even read. */
export function isCatalogueFile(form: CatalogueForm, path: string): boolean {
  return toolOf(form)?.isFile(path) ?? true;
}

/** Pure: the folder's files in, the catalogue out. */
export function parseCatalogueFiles(source: CatalogueSource, files: readonly CatalogueFile[]): Catalogue {
  return toolOf(source.form)?.parse(source, files) ?? parseCatalogue(files);
}
