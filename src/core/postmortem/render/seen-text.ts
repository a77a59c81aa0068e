/** Text as it is seen: without characters that show nothing and yet change what a reader, a terminal or a printer makes of it. */

/** Controls but for the line end and the tab, halves of characters, and the marks that turn the direction of text (Unicode TR36). */
const unseen = /[\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|(?![\n\t])\p{Cc}/gu;

export function toSeenText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unseen, '');
}
