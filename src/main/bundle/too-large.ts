/** Something of a bundle is over a limit. That says nothing of whether it was altered. */
export class TooLarge extends Error {
  /** @param what the subject of the sentence: `plan.md` */
  constructor(what: string, limit: number, unit: 'bytes' | 'events' | 'files' = 'bytes') {
    super(`${what} is larger than ${limit.toLocaleString('en')} ${unit}`);
  }
}
