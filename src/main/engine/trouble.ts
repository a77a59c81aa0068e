/** What goes wrong on our side while a host is talking must end the talk, and must not be lost. */

/** The first thing that went wrong on our side while a host was talking: it ends the follow, and is thrown when that is over. */
export class Trouble {
  readonly #abort = new AbortController();
  #problem: { readonly cause: unknown } | undefined;

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  async catch(act: () => void | Promise<void>): Promise<void> {
    try {
      await act();
    } catch (cause) {
      this.#problem ??= { cause };
      this.#abort.abort();
    }
  }

  throwIfAny(): void {
    if (this.#problem !== undefined) throw this.#problem.cause;
  }
}
