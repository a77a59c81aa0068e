/** Asks at the terminal for a passphrase or a password. A host key that is unknown is refused, not asked about. */
import type { FollowOptions } from '../../following.ts';
import type { Asker } from './asker.ts';

export function secretPrompter(asker: Asker): FollowOptions['prompter'] {
  return {
    async ask(prompt, signal) {
      if (prompt.kind !== 'secret') return undefined;
      const answers: string[] = [];
      for (const { label, isHidden } of prompt.fields) {
        const question = `${prompt.title} (${label}): `;
        const answer = await (isHidden ? asker.askHidden(question, signal) : asker.ask(question, signal));
        if (answer === undefined) return undefined;
        answers.push(answer);
      }
      return answers;
    },
  };
}
