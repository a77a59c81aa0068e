/** Ctrl-C, a closed terminal and a polite kill all mean the same to a command that follows: stop following. */

/** Aborted by the first signal; a second one ends the process at once, as an impatient person expects. */
export function listenForInterrupt(): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  for (const name of names) process.on(name, interrupt);
  return {
    signal: controller.signal,
    stop() {
      for (const name of names) process.off(name, interrupt);
    },
  };
}
