/** Archives made by hand, byte for byte, with whatever lies in them that no honest program writes. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Crafted {
  readonly name: string | Buffer;
  readonly content: string | Buffer;
  readonly isStored?: boolean;
  /** What the directory says instead of the truth. */
  readonly says?: {
    readonly name?: string;
    readonly crc?: number;
    readonly size?: number;
    readonly packedSize?: number;
    readonly offset?: number;
    readonly mode?: number;
    readonly flags?: number;
    readonly method?: number;
    readonly extra?: Buffer;
    readonly comment?: string;
  };
}

const u16 = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
};
const u32 = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, index * 4);
  return bytes;
};
export const u64 = (value: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
};

export interface CraftedEnd {
  /** How many entries the end says there are. */
  readonly count?: number;
  readonly offset?: number;
  readonly before?: Buffer;
  readonly zip64?: { readonly count: bigint; readonly offset: bigint };
}

export function craft(entries: readonly Crafted[], end: CraftedEnd = {}): Buffer {
  const parts: Buffer[] = end.before === undefined ? [] : [end.before];
  const directory: Buffer[] = [];
  let at = end.before?.length ?? 0;
  for (const { name, content, isStored = false, says = {} } of entries) {
    const raw = Buffer.from(content);
    const packed = isStored ? raw : deflateRawSync(raw);
    const bytes = Buffer.from(name);
    const method = says.method ?? (isStored ? 0 : 8);
    const flags = says.flags ?? 0;
    const crc = crc32(raw);
    const local = [u32(0x04034b50), u16(20, flags, method, 0, 0), u32(crc, packed.length, raw.length)];
    const header = Buffer.concat([...local, u16(bytes.length, 0), bytes]);
    const listed = says.name === undefined ? bytes : Buffer.from(says.name);
    const extra = says.extra ?? Buffer.alloc(0);
    const comment = Buffer.from(says.comment ?? '');
    directory.push(
      Buffer.concat([
        ...[u32(0x02014b50), u16(0x031e, 20, flags, method, 0, 0)],
        u32(says.crc ?? crc, says.packedSize ?? packed.length, says.size ?? raw.length),
        u16(listed.length, extra.length, comment.length, 0, 0),
        u32((says.mode ?? 0o100600) * 0x10000, says.offset ?? at),
        ...[listed, extra, comment],
      ]),
    );
    parts.push(header, packed);
    at += header.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const offset = end.offset ?? at;
  const zip64 =
    end.zip64 === undefined
      ? []
      : [
          ...[u32(0x06064b50), u64(44n), u16(45, 45), u32(0, 0), u64(end.zip64.count), u64(end.zip64.count)],
          ...[u64(BigInt(listing.length)), u64(end.zip64.offset)],
          ...[u32(0x07064b50, 0), u64(BigInt(at + listing.length)), u32(1)],
        ];
  const count = end.count ?? entries.length;
  return Buffer.concat([
    ...[...parts, listing, ...zip64],
    ...[u32(0x06054b50), u16(0, 0, count, count), u32(listing.length, offset), u16(0)],
  ]);
}
