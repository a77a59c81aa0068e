/** The nonce that style elements made at run time must carry, as the page was handed out with it. */

/**
 * Give it to `MantineProvider` as `getStyleNonce` and to CodeMirror as `EditorView.cspNonce.of(…)`. Libraries that look for
 * `__webpack_nonce__` (the scroll lock under Mantine's dialogs) find it there after the first call.
 */
export function styleNonce(): string {
  const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';
  Object.assign(globalThis, { __webpack_nonce__: nonce });
  return nonce;
}
