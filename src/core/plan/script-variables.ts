/** Which variables a script uses without anybody setting them, as far as that is certain without a shell. */

/** Set by the shell, the login or the system; `LC_…`, `SSH_…`, `XDG_…` and `BASH_…` too. */
export const shellOwnNames: ReadonlySet<string> = new Set(
  (
    'CDPATH COLUMNS DISPLAY EDITOR ENV EUID FUNCNAME GROUPS HISTFILE HOME HOSTNAME HOSTTYPE IFS LANG LANGUAGE LINENO LINES LOGNAME ' +
    'MACHTYPE MAIL OLDPWD OPTARG OPTERR OPTIND OSTYPE PAGER PATH PIPESTATUS PPID PS1 PS2 PS4 PWD RANDOM REPLY SECONDS SHELL SHELLOPTS ' +
    'SHLVL TERM TMPDIR TZ UID USER VISUAL'
  ).split(' '),
);

/**
 * Names in capitals that are read as `$NAME` or `${NAME}`, and neither declared, nor set anywhere in the script, nor given a default
 * where they are read. A script that takes in another, or is built as it runs, may set anything: then none is certain.
 */
export function findUndeclared(script: string, declared: ReadonlySet<string>): ReadonlySet<string> {
  const code = withoutQuotes(script);
  if (/(?:^|[;&|(\s])(?:\.|source|eval)\s/m.test(code)) return new Set();
  const set = new Set<string>();
  for (const [, name] of code.matchAll(/(?:^|[\s;&|(])([A-Za-z_]\w*)\+?=/gm)) if (name !== undefined) set.add(name);
  for (const [, names] of code.matchAll(
    /\b(?:read|for|export|local|declare|typeset|getopts|readonly|unset|mapfile)\b([^\n;|&]*)/g,
  )) {
    for (const [name] of (names ?? '').matchAll(/[A-Za-z_]\w*/g)) set.add(name);
  }
  for (const [, name] of code.matchAll(/\$\{([A-Z_]\w*):?[-=+]/g)) if (name !== undefined) set.add(name);
  const undeclared = new Set<string>();
  for (const [, braced, plain] of code.matchAll(/\$(?:\{([A-Z][A-Z0-9_]*)[}:%#/?]|([A-Z][A-Z0-9_]*)(?![A-Za-z]))/g)) {
    const name = braced ?? plain ?? '';
    if (!set.has(name) && !declared.has(name) && !isShellOwn(name)) undeclared.add(name);
  }
  return undeclared;
}

function isShellOwn(name: string): boolean {
  return shellOwnNames.has(name) || /^(?:LC|SSH|XDG|BASH)_/.test(name);
}

/** Without single-quoted words, escaped dollars, comments, and here-documents whose end is quoted: a shell reads no variable there. */
function withoutQuotes(script: string): string {
  return script
    .replace(/<<-?\s*(?:'([^'\n]+)'|"([^"\n]+)"|\\(\w+))[^\n]*\n[\s\S]*?\n\t*(?:\1|\2|\3)(?=\n|$)/g, '')
    .replace(/\\.|"(?:[^"\\]|\\[\s\S])*"|'[^']*'|(^|\s)#[^\n]*/g, (found, before?: string) => {
      if (found.startsWith('"')) return found.replace(/\\./g, '');
      return before ?? '';
    });
}
