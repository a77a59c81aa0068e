/** The link of this window, handed down once so that no view imports a door. */
import { createContext, use } from 'react';
import type { Link } from '../link/link.ts';

export const LinkContext = createContext<Link | undefined>(undefined);

/** Throws outside the frame: a view that stands nowhere is a mistake of ours, not a state. */
export function useLink(): Link {
  const link = use(LinkContext);
  if (link === undefined) throw new Error('a view stands outside the frame: there is no link');
  return link;
}
