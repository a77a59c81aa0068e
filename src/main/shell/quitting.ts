/** Quitting while steps run: what is asked, and what each answer does. The steps themselves go on whatever is chosen. */

export interface RunningTask {
  /** The step's title, and its host. */
  readonly title: string;
}

/** `leave`: quit now. `wait`: quit as soon as nothing runs. `stay`: do not quit. */
export type QuitChoice = 'leave' | 'wait' | 'stay';

export interface QuitQuestion {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly choices: readonly QuitChoice[];
  /** The button that Enter presses, and the one that Escape does. */
  readonly defaultId: number;
  readonly cancelId: number;
}

/** Tasks named in the question; the rest is counted. */
const namedLimit = 5;

/** `undefined` where nothing runs: then nothing is asked. */
export function quitQuestion(running: readonly RunningTask[]): QuitQuestion | undefined {
  if (running.length === 0) return undefined;
  const named = running.slice(0, namedLimit).map(({ title }) => `• ${title}`);
  if (running.length > namedLimit) named.push(`• and ${running.length - namedLimit} more`);
  return {
    message: running.length === 1 ? 'A step is running.' : `${running.length} steps are running.`,
    detail: `${named.join('\n')}\n\nThey go on on their hosts, with or without this window. Started again, Drydock follows them from where it left.`,
    buttons: ['Detach and quit', 'Quit when they are done', 'Cancel'],
    choices: ['leave', 'wait', 'stay'],
    defaultId: 2,
    cancelId: 2,
  };
}

/** The way out: asks when it must, waits when it is told to, closes the host once and only then lets the program end. */
export class Quitting {
  readonly #running: () => readonly RunningTask[];
  readonly #ask: (question: QuitQuestion) => Promise<QuitChoice>;
  readonly #close: () => Promise<void>;
  readonly #end: () => void;
  #state: 'open' | 'asking' | 'waiting' | 'closing' = 'open';

  constructor(parts: {
    readonly running: () => readonly RunningTask[];
    readonly ask: (question: QuitQuestion) => Promise<QuitChoice>;
    readonly close: () => Promise<void>;
    readonly end: () => void;
  }) {
    this.#running = parts.running;
    this.#ask = parts.ask;
    this.#close = parts.close;
    this.#end = parts.end;
  }

  /** Somebody wants to quit. Asked again while it waits, it asks again. */
  async wanted(): Promise<void> {
    if (this.#state === 'asking' || this.#state === 'closing') return;
    const question = quitQuestion(this.#running());
    if (question === undefined) return this.#leave();
    this.#state = 'asking';
    const choice = await this.#ask(question);
    if (choice === 'leave') return this.#leave();
    this.#state = choice === 'wait' ? 'waiting' : 'open';
    this.looked();
  }

  /** The machine shuts down: there is nobody to ask. */
  async forced(): Promise<void> {
    if (this.#state !== 'closing') await this.#leave();
  }

  /** Called now and then: ends the waiting when nothing runs any more. */
  looked(): void {
    if (this.#state === 'waiting' && this.#running().length === 0) void this.#leave();
  }

  async #leave(): Promise<void> {
    this.#state = 'closing';
    try {
      await this.#close();
    } finally {
      this.#end();
    }
  }
}
