/** How an exported page looks: on a light or a dark screen, and on paper. */

export const htmlStyle = `
:root {
  color-scheme: light dark;
  --text: #1b1f24; --dim: #57606a; --ground: #ffffff; --raised: #f3f5f7; --line: #d0d7de; --link: #0b57c2;
}
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e9ed; --dim: #a5adb8; --ground: #15181c; --raised: #1e2329; --line: #3a424c; --link: #7db4ff; }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 60rem;
  background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.6em 0 0.5em; text-wrap: balance; }
h1 { font-size: 1.9rem; margin-top: 0; }
h2 { font-size: 1.35rem; padding-bottom: 0.25em; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.1rem; }
h4, h5, h6 { font-size: 1rem; }
p, ul, ol, pre, blockquote, table { margin: 0 0 1em; }
li > p { margin-bottom: 0.4em; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.9em; }
code { background: var(--raised); padding: 0.1em 0.3em; border-radius: 3px; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 4px; padding: 0.75em 1em; white-space: pre-wrap; }
pre code { background: none; padding: 0; font-size: 1em; }
blockquote { padding: 0.1em 1em; border-left: 3px solid var(--line); color: var(--dim); }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
table { width: 100%; border-collapse: collapse; font-size: 0.94em; font-variant-numeric: tabular-nums; }
th, td { overflow-wrap: normal; padding: 0.4em 0.6em; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { background: var(--raised); font-weight: 600; }
nav ul { list-style: none; padding: 0.75em 1em; display: flex; flex-wrap: wrap; gap: 0.25em 1.25em;
  border: 1px solid var(--line); border-radius: 4px; font-size: 0.94em; }
@media print {
  :root { color-scheme: light; --text: #000; --dim: #333; --ground: #fff; --raised: #f3f3f3; --line: #bbb; --link: #000; }
  @page { size: A4; margin: 18mm 16mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  h1, h2, h3, h4 { break-after: avoid; }
  tr, blockquote, li { break-inside: avoid; }
  thead { display: table-header-group; }
  pre { break-inside: auto; }
}
`;
