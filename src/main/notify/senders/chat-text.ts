/** Notices as chat shows them: nobody is called by a mention, and nothing turns into markup. */

/** Slack reads `&`, `<` and `>` alone: escaped, `<!channel>` and `<@U1>` are only words. */
export function toSlackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Mattermost takes `@all` in any text for a mention, and `<!channel>` too, as Slack does. */
export function toMattermostText(text: string): string {
  return toMarkdownText(text)
    .replace(/(?<![\w.])@(?=\w)/g, '@\u200b')
    .replaceAll('\\<!', '\\<\u200b!');
}

/** Words that mean Markdown are escaped; addresses stay as they are, and can be clicked. */
export function toMarkdownText(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>]+)/)
    .map((part, index) => (index % 2 === 1 ? part : escapeMarkdown(part)))
    .join('');
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_~|<>[\]]/g, '\\$&').replace(/^(\s*)(#|-(?=-))/gm, '$1\\$2');
}
