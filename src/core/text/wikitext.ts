/** Words as wikitext that shows exactly these words: no markup, template, magic word, signature or link of a MediaWiki page. */

/** What means something wherever it stands. An apostrophe does beside another or at an end, where emphasis may begin. */
const anywhere = /[&<>[\]{}|~]|_(?=_)|(?<=_)_|'(?=')|(?<=')'|^'|'$|!(?=!)|(?<=!)!/gu;
/** An address is made a link even where nobody asked for it, and so are the numbers of RFCs and books. */
const ofAddress = /(?<=\p{L}):(?=\S)/gu;
const ofNumber = /(?<=\b(?:RFC|PMID|ISBN))\s(?=\d)/gu;
/** What begins a list, a heading, a line, a table or preformatted text, where a line begins with it. */
const atBegin = /^[*#:;=!+\s-]/u;

/** @param words of one line, which is not the beginning of a line of the page */
export function toWikitextWords(words: string): string {
  return words
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(anywhere, toEntity)
    .replace(ofAddress, toEntity)
    .replace(ofNumber, toEntity);
}

/** A line that begins with words: nothing of it is markup there either. */
export function toLineBegin(wikitext: string): string {
  return wikitext.replace(/^\s+/u, '').replace(atBegin, toEntity);
}

export function toEntity(sign: string): string {
  return `&#${sign.codePointAt(0)};`;
}
