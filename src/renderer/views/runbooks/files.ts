/** Files in and out of the window: what is picked or dropped becomes base 64, what is exported becomes a download. */

/** What one import can carry through the contract. */
const fileLimitBytes = 48 * 1024 * 1024;

/** The bytes as they are: whether they are Markdown, UTF-8 or neither is for the import to judge, with the line. */
export async function toBase64(file: Blob): Promise<string> {
  if (file.size > fileLimitBytes) throw new Error(`a file of more than ${fileLimitBytes / 1024 / 1024} MB is not read`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(binary);
}

export function download(name: string, text: string, type = 'text/markdown'): void {
  save(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

export function downloadBytes(name: string, base64: string, type: string): void {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  save(name, new Blob([bytes], { type }));
}

function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(url);
}
