/** What a person reads of a bundle beside its log: pages of plain tables and texts, the same whoever shows them. */
import type { Tone } from '../maintenance/event-face.ts';

export type PageBlock =
  | { readonly kind: 'heading' | 'words' | 'text'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly { readonly cells: readonly string[]; readonly tone?: Tone }[];
    };

export interface BundlePage {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly PageBlock[];
}
