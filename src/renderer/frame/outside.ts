/** Telling somebody who looks at another window: by the system's own notifications, once they asked for that, and never while they look here. */

/** In this browser; another one is asked anew. */
const wishKey = 'drydock-tell-outside';

/** Only on this machine and over TLS, and not in every browser. */
export function canTellOutside(): boolean {
  return 'Notification' in window && window.isSecureContext;
}

export function isTellingOutside(): boolean {
  return canTellOutside() && Notification.permission === 'granted' && localStorage.getItem(wishKey) === 'yes';
}

/** Asks the browser, which asks the person. Resolves to whether it may. */
export async function beginTellingOutside(): Promise<boolean> {
  const answer = canTellOutside() ? await Notification.requestPermission() : 'denied';
  if (answer === 'granted') localStorage.setItem(wishKey, 'yes');
  return answer === 'granted';
}

export function stopTellingOutside(): void {
  localStorage.removeItem(wishKey);
}

interface Told {
  /** Told twice, it stands there once. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Where a press leads. */
  readonly href: string;
}

export function tellOutside({ id, title, text, href }: Told): void {
  if (!isTellingOutside() || document.hasFocus()) return;
  const shown = new Notification(title, { body: text, tag: id });
  shown.onclick = () => {
    window.focus();
    window.location.hash = href;
    shown.close();
  };
}
