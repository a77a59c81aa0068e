/** The CRC-32 that Flyway keeps of each script: over its lines, without what ends them, as a signed number. */
const table = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export function toFlywayChecksum(text: string): number {
  const encoder = new TextEncoder();
  let crc = 0xffffffff;
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/))
    for (const byte of encoder.encode(line)) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) | 0;
}
