/** An event that lies in a journal and is not of its shape: altered, or of a newer Drydock. Nothing is wrong with the file it lies in. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  readonly seq: number;
  readonly type: string;

  constructor({ seq, type }: { readonly seq: number; readonly type: string }, cause: unknown) {
    super(`event ${seq}, “${type}”, is not of its shape`, { cause });
    this.seq = seq;
    this.type = type;
  }
}
