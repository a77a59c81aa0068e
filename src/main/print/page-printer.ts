/** What prints a page as PDF: the desktop's own Electron, or a Chromium of this machine. */
import type { Failure, Result } from '../../core/result.ts';

export type PrintFailure = Failure<'no-printer' | 'print-failed'>;

export interface PagePrinter {
  /** @param html a page that needs nothing else; it is neither run nor given a network */
  print(html: string, signal: AbortSignal): Promise<Result<Uint8Array, PrintFailure>>;
}

export const printLimits = { timeoutMs: 60_000, pdfBytes: 48 * 1024 * 1024 } as const;
