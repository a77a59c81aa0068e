/** A view that scrolls as a whole: reachable by the keyboard also where nothing in it can be pressed, as for somebody who only follows. */
import type { ReactNode } from 'react';
import { useIsGuest } from '../../model/react.tsx';

interface ScrollViewProps {
  readonly label: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

export function ScrollView({ label, className, children }: ScrollViewProps) {
  const isVisitor = useIsGuest();
  if (!isVisitor) return <div className={className}>{children}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
