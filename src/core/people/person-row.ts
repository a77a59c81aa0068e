/** One person as a file has them: what it does not say is absent. */
export interface PersonRow {
  /** Of the file, from 1. */
  readonly line: number;
  readonly id?: string;
  readonly name?: string;
  readonly roles?: readonly string[];
  readonly qualifications?: readonly string[];
  readonly services?: readonly string[];
  readonly zone?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly chat?: string;
  /** Why it cannot be read at all. */
  readonly problem?: string;
}

export interface PeopleFile {
  readonly rows: readonly PersonRow[];
  /** What was left aside. */
  readonly remarks: readonly { readonly line: number; readonly text: string }[];
}

/** More rows than this are refused whole: nobody looks through them. */
export const rowLimit = 20_000;
export const fileLimitBytes = 16 * 1024 * 1024;
