/** The plain page of a room: its title, what can be done there, and its content, which alone scrolls. */
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  /** One line under the title that says what this room is for or how it stands. */
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, about, actions, children }: PageProps) {
  return (
    <div className={classes['page']}>
      <header className={classes['header']}>
        <div>
          <h1 className={classes['title']}>{title}</h1>
          {about === undefined ? null : <p className={classes['about']}>{about}</p>}
        </div>
        <div className={classes['actions']}>{actions}</div>
      </header>
      <div className={classes['content']}>{children}</div>
    </div>
  );
}

/** What stands where there is nothing yet: what would be here, why one wants it, and the one thing to do. */
export function EmptyRoom({
  icon,
  title,
  children,
  actions,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <section className={classes['empty']}>
      <div className={classes['emptyIcon']}>{icon}</div>
      <h2>{title}</h2>
      <div className={classes['emptyText']}>{children}</div>
      <div className={classes['actions']}>{actions}</div>
    </section>
  );
}
