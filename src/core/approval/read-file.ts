/** Reads a request or an answer file from outside: its size, its nesting, its shape, and what its plan really hashes to. */
import { toPlanHash } from '../plan/plan-hash.ts';
import { type Failure, fail, type Result, succeed } from '../result.ts';
import { type FileForm, fileLimitCharacters, type SignedFile, signedFileSchema } from './files.ts';

/** Deeper than any file of ours; what is deeper would exhaust the stack of whoever walks it. */
const depthLimit = 60;

export type FileFailure = Failure<'bad-file' | 'other-file' | 'file-altered'>;

const names: Readonly<Record<FileForm, string>> = {
  'drydock-approval-request': 'a request for approval',
  'drydock-approval-answer': 'an answer to a request',
  'drydock-review-request': 'a report to be reviewed',
  'drydock-review-answer': 'a review of a report',
  'drydock-remarks': 'comments on a bundle',
};

/** Says nothing of who signed it: see the desk. Fails with one sentence, whatever the text is. */
export function readFile<F extends FileForm>(
  text: string,
  form: F,
): Result<Extract<SignedFile, { form: F }>, FileFailure> {
  if (text.length > fileLimitCharacters) return bad('it is too large');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return bad('it is no JSON, or was cut on its way');
  }
  if (isDeeper(value, depthLimit)) return bad('it is nested too deeply');
  const stated = (value as { readonly form?: unknown } | null)?.form;
  const parsed = signedFileSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    return isForm(stated)
      ? bad(`${where}${issue?.message ?? 'its shape is another'}`)
      : bad('it is no file of Drydock');
  }
  const file = parsed.data;
  if (file.form === 'drydock-approval-request' && toPlanHash(file.content.plan) !== file.content.planHash) {
    return fail('file-altered', 'The plan in this file is not the one its hash was taken of.', {
      advice: 'Have the file sent again, by another way.',
    });
  }
  if (isOf(file, form)) return succeed(file);
  return fail('other-file', `This is ${names[file.form]}, not ${names[form]}.`, {
    advice:
      file.form === 'drydock-approval-request' || file.form === 'drydock-review-request'
        ? 'Open it on the console of whoever is asked.'
        : 'Import it where it was asked for.',
  });
}

function bad(why: string) {
  return fail('bad-file', `This file cannot be read: ${why}.`, { advice: 'Have it sent again, whole and as a file.' });
}

function isForm(form: unknown): form is FileForm {
  return typeof form === 'string' && Object.hasOwn(names, form);
}

function isOf<F extends FileForm>(file: SignedFile, form: F): file is Extract<SignedFile, { form: F }> {
  return file.form === form;
}

/** Without recursion, which is what it guards. */
function isDeeper(value: unknown, limit: number): boolean {
  const open: (readonly [unknown, number])[] = [[value, 0]];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const [one, depth] = top;
    if (typeof one !== 'object' || one === null) continue;
    if (depth >= limit) return true;
    for (const inner of Object.values(one)) open.push([inner, depth + 1]);
  }
  return false;
}
