/** Proves to a host who we are: keys from files, the agent, then what a person types. Nothing typed is kept. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnyAuthMethod, AuthenticationType, ParsedKey } from 'ssh2';
import ssh2 from 'ssh2';
import type { HostTarget, Prompter } from '../engine/ports.ts';

const defaultKeyNames = ['id_ed25519', 'id_ecdsa', 'id_rsa'];
/** As many times a person may try again. */
const tryLimit = 3;

export interface LoginMeans {
  readonly prompter: Prompter;
  /** Path of the agent's socket; none where it is undefined. */
  readonly agent: string | undefined;
  /** The folder that holds `.ssh`. */
  readonly home: string;
}

export interface Login {
  /** The next way to try, `undefined` when all were tried. Asked for again after each refusal. */
  next(methodsLeft: readonly AuthenticationType[] | null): Promise<AnyAuthMethod | undefined>;
  /** What was tried, for a person to read. */
  tried(): readonly string[];
  /** Whether a person was asked and would not say. */
  wasDismissed(): boolean;
}

export function createLogin(target: HostTarget, means: LoginMeans, signal: AbortSignal): Login {
  const tried: string[] = [];
  let wasDismissed = false;
  const steps = attempts();

  async function* attempts(): AsyncGenerator<AnyAuthMethod, void, readonly string[]> {
    const username = target.user;
    let left = yield { type: 'none', username };
    const keyFiles = [
      ...(target.identityFile === undefined ? [] : [target.identityFile]),
      ...defaultKeyNames.map((name) => join(means.home, '.ssh', name)),
    ];
    const keys = keyFiles.map((file, index) => () => readKey(file, index === 0 && target.identityFile !== undefined));
    if (left.includes('publickey')) {
      const [named, ...defaults] = target.identityFile === undefined ? [undefined, ...keys] : keys;
      const first = await named?.();
      if (first !== undefined) left = yield { type: 'publickey', username, key: first };
      if (means.agent !== undefined) {
        tried.push('the agent');
        left = yield { type: 'agent', username, agent: means.agent };
      }
      for (const read of defaults) {
        const key = await read?.();
        if (key !== undefined) left = yield { type: 'publickey', username, key };
      }
    }
    for (let again = 0; again < tryLimit && left.includes('keyboard-interactive') && !wasDismissed; again += 1) {
      tried.push('keyboard-interactive');
      left = yield { type: 'keyboard-interactive', username, prompt: answerPrompts };
    }
    for (let again = 0; again < tryLimit && left.includes('password'); again += 1) {
      const answers = await ask(`Password of ${username} on ${target.name}`, [{ label: 'Password', isHidden: true }]);
      if (answers?.[0] === undefined) return;
      tried.push('a password');
      left = yield { type: 'password', username, password: answers[0] };
    }
  }

  /** A key file that is not there is passed over, unless it is the one a person named: then that is worth a word. */
  async function readKey(file: string, isNamed: boolean): Promise<ParsedKey | undefined> {
    const text = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
    if (text instanceof Error) {
      if (isNamed) tried.push(`${file} (${text.code === 'ENOENT' ? 'there is no such file' : text.message})`);
      return undefined;
    }
    let key = ssh2.utils.parseKey(text);
    for (
      let again = 0;
      again < tryLimit && key instanceof Error && /encrypted|passphrase|integrity/i.test(key.message);
      again += 1
    ) {
      const answers = await ask(`Passphrase of ${file}`, [{ label: 'Passphrase', isHidden: true }]);
      if (answers?.[0] === undefined) break;
      key = ssh2.utils.parseKey(text, answers[0]);
    }
    if (key instanceof Error) {
      tried.push(`${file} (${key.message})`);
      return undefined;
    }
    tried.push(file);
    // The types say an array is possible; OpenSSH's form holds one key.
    return Array.isArray(key) ? key[0] : key;
  }

  function answerPrompts(
    name: string,
    instructions: string,
    _language: string,
    prompts: { prompt: string; echo?: boolean }[],
    finish: (answers: string[]) => void,
  ): void {
    if (prompts.length === 0) {
      finish([]);
      return;
    }
    const fields = prompts.map(({ prompt, echo }) => ({ label: prompt, isHidden: echo !== true }));
    const title = [name, instructions].filter((words) => words !== '').join(': ');
    ask(title === '' ? `${target.user} on ${target.name}` : title, fields).then(
      (answers) => finish(answers === undefined ? [] : [...answers]),
      () => finish([]),
    );
  }

  async function ask(title: string, fields: readonly { label: string; isHidden: boolean }[]) {
    const answers = await means.prompter.ask({ kind: 'secret', host: target.name, title, fields }, signal);
    if (answers === undefined) wasDismissed = true;
    return answers;
  }

  return {
    async next(methodsLeft) {
      const step = await steps.next(methodsLeft ?? []);
      return step.done === true ? undefined : step.value;
    },
    tried: () => tried,
    wasDismissed: () => wasDismissed,
  };
}
