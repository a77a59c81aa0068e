/** Where an environment's migrations are written, and where it is recorded which of them are applied (`REL-2`). */
import { z } from 'zod';
import { hostNameSchema } from '../ids.ts';

/** `drydock`: versions and their migrations as docs/environments.md describes them. The others are the folders of those tools. */
export const catalogueForms = ['drydock', 'flyway', 'liquibase', 'alembic', 'golang-migrate', 'rails'] as const;
export const catalogueFormSchema = z.enum(catalogueForms);
export type CatalogueForm = z.infer<typeof catalogueFormSchema>;

/** Never begins with a dash: it stands where a program would read an option. */
const path = z
  .string()
  .min(1)
  .max(4_096)
  .regex(
    /^[^-\u0000-\u001f\u007f][^\u0000-\u001f\u007f]*$/,
    'a path has no control character and does not begin with -',
  );
const word = z.string().regex(/^[A-Za-z0-9_.][A-Za-z0-9_.-]{0,199}$/, 'only A-Z a-z 0-9 . _ -');

/** How the database is reached from a host of the environment. What is secret stays there: in a service, a password file, an option file. */
const connectionSchema = z.discriminatedUnion('client', [
  z.strictObject({
    client: z.literal('psql'),
    /** A service of the host's `pg_service.conf`. */
    service: word.optional(),
    server: z
      .string()
      .regex(/^[A-Za-z0-9_./:-]{1,255}$/, 'a server’s name, address or socket folder')
      .optional(),
    port: z.int().min(1).max(65_535).optional(),
    database: word.optional(),
    user: word.optional(),
  }),
  z.strictObject({
    client: z.enum(['mysql', 'mariadb']),
    /** An option file on the host, read instead of its own. */
    optionFile: path.optional(),
    /** Reads the groups of that suffix too: `[client_orders]` for `_orders`. */
    group: word.optional(),
    database: word,
  }),
  z.strictObject({ client: z.literal('sqlite3'), file: path }),
]);

export const databaseSchema = z.strictObject({
  /** The host it is asked from. */
  host: hostNameSchema,
  connection: connectionSchema,
  /** The tool's table, where it is not the usual one; with its schema if need be: `app.flyway_schema_history`. */
  table: z
    .string()
    .regex(
      /^[A-Za-z_][A-Za-z0-9_]{0,62}(\.[A-Za-z_][A-Za-z0-9_]{0,62})?$/,
      'a table’s name, with its schema if need be',
    )
    .optional(),
});
export type Database = z.infer<typeof databaseSchema>;

/** How the tool itself is run on the hosts. Without it, Flyway’s and golang-migrate’s scripts go through the database’s own client. */
const toolSchema = z.strictObject({
  /** The project’s folder on the hosts. */
  folder: path,
  /** Shell lines before the tool: `. venv/bin/activate`. What is secret stays in files of the host. */
  setup: z.string().max(10_000).optional(),
  /** The tool as it is called there: `bundle exec rails`, `migrate -path migrations -database "$DATABASE_URL"`. */
  command: z.string().trim().min(1).max(1_000).optional(),
});

export const catalogueSourceSchema = z.strictObject({
  form: catalogueFormSchema.default('drydock'),
  /** A folder of this machine, or the work tree of a Git repository. */
  path,
  /** The tools alone: what is applied is read from their table. */
  database: databaseSchema.optional(),
  tool: toolSchema.optional(),
});
export type CatalogueSource = z.infer<typeof catalogueSourceSchema>;
