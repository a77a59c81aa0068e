/** Mantine's theme, made to stand on the tokens: one accent, small dense controls, no scroll locking by injected style elements. */
import {
  Button,
  convertCssVariables,
  createTheme,
  DEFAULT_THEME,
  Drawer,
  defaultCssVariablesResolver,
  Input,
  Kbd,
  type MantineColorsTuple,
  Menu,
  Modal,
  mergeMantineTheme,
  Notification,
  Tooltip,
} from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';

const dock: MantineColorsTuple = [
  '#e9f5fa',
  '#d2e8f1',
  '#a4d1e2',
  '#74bad4',
  '#4ea7c9',
  '#359bc2',
  '#2489b0',
  '#0b6485',
  '#095672',
  '#06465d',
];

/** Mantine draws its dark surfaces from this scale: 7 is the page, 6 a field, 4 a line, 0 the text. */
const dark: MantineColorsTuple = [
  '#e7ecf1',
  '#c3ccd6',
  '#8f9cab',
  '#6f7c8a',
  '#333d48',
  '#262e37',
  '#1b2128',
  '#151a20',
  '#0e1216',
  '#0a0d11',
];

/** White stands on 7 at more than 6:1; Mantine’s own red does not reach 4.5. */
const red: MantineColorsTuple = [
  '#fdeceb',
  '#f9d5d3',
  '#f2aaa5',
  '#eb7c75',
  '#e3564d',
  '#d33a30',
  '#c42b21',
  '#b3231b',
  '#931b14',
  '#76140e',
];

export const theme = createTheme({
  primaryColor: 'dock',
  primaryShade: 7,
  colors: { dock, dark, red },
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--sans)', fontWeight: '600' },
  defaultRadius: 'var(--radius)',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '0.9375rem', xl: '1.1875rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  components: {
    // One height for all that is pressed or typed into; 32 px is dense and still easily hit.
    Button: Button.extend({
      vars: (_, { size }) => ({ root: size === undefined || size === 'sm' ? { '--button-height': '32px' } : {} }),
    }),
    Input: Input.extend({
      vars: (_, { size }) => ({ wrapper: size === undefined || size === 'sm' ? { '--input-height': '32px' } : {} }),
    }),
    // Its cross has no name of its own.
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } }),
    Kbd: Kbd.extend({ defaultProps: { size: 'xs' } }),
    // The page itself never scrolls, so nothing need lock it; locking would write a style element that the CSP refuses.
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 90 } },
      styles: { title: { fontWeight: 650, fontSize: 'var(--text-large)' } },
    }),
    Drawer: Drawer.extend({
      defaultProps: { lockScroll: false, transitionProps: { duration: 90 } },
      styles: { title: { fontWeight: 650, fontSize: 'var(--text-large)' } },
    }),
    Spotlight: Spotlight.extend({ defaultProps: { lockScroll: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: true, fz: 'xs' } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 60 } } }),
  },
});

/** Mantine's own greys are too faint to read at night; the tokens' inks take their places. */
const inks = {
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default-border': 'var(--line-strong)',
};

/**
 * Puts the theme's CSS variables into a constructed stylesheet. MantineProvider would write a `<style>` element, which a
 * CSP without `unsafe-inline` refuses; so it is told not to (`withCssVariables`, `withGlobalClasses`), and this does it.
 */
export function adoptThemeVariables(into: Document): void {
  const sheet = new CSSStyleSheet();
  const variables = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
  const own = { light: { ...variables.light, ...inks }, dark: { ...variables.dark, ...inks } };
  sheet.replaceSync(convertCssVariables({ ...variables, ...own }, ':root'));
  into.adoptedStyleSheets = [...into.adoptedStyleSheets, sheet];
}
