/** One entry of the palette: an icon, its words, and the place it leads to. */
import type { SpotlightActionData } from '@mantine/spotlight';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { goTo } from './navigation.ts';
import type { Route } from './route.ts';

export const icon = (Icon: LucideIcon): ReactNode => <Icon size={17} strokeWidth={1.75} aria-hidden="true" />;

export function leadingTo(
  id: string,
  label: string,
  route: Route,
  more: Partial<SpotlightActionData> = {},
): SpotlightActionData {
  return { id, label, onClick: () => goTo(route), ...more };
}
