/** Which machine a repository's address names, in the ways restic and Borg write them. */

export type Server =
  /** A path of the host that asks. */
  | { readonly kind: 'here' }
  | { readonly kind: 'machine'; readonly name: string; readonly port?: number }
  /** Storage that is sold as a service, or reached by what a host has configured. */
  | { readonly kind: 'service'; readonly name: string };

/** Of `/path`, `sftp:user@host:/path`, `ssh://user@host:22/path`, `user@host:path`, `rest:https://host/`, `s3:…`, `b2:…`, `rclone:…`. */
export function toServer(repository: string): Server {
  if (/^(?:\.{0,2}\/|local:)/.test(repository)) return { kind: 'here' };
  const address = repository.replace(/^(?:sftp|rest|s3):(?!\/\/)/, '');
  const url = /^(?:[a-z][a-z0-9+.-]*):\/\/(?:[^/@]*@)?(\[[^\]]+\]|[^/:]+)(?::(\d{1,5}))?(?:\/|$)/i.exec(address);
  if (url?.[1] !== undefined) {
    const port = url[2] === undefined ? {} : { port: Number(url[2]) };
    return { kind: 'machine', name: toPlainAddress(url[1]), ...port };
  }
  if (repository.startsWith('s3:')) return { kind: 'machine', name: toPlainAddress(address.split('/')[0] ?? address) };
  const service = /^(b2|azure|gs|swift|rclone|s3):/.exec(address)?.[1];
  if (service !== undefined) return { kind: 'service', name: service };
  const scp = /^(?:[^@/:]+@)?(\[[^\]]+\]|[^/:@]+):/.exec(address)?.[1];
  return scp === undefined ? { kind: 'here' } : { kind: 'machine', name: toPlainAddress(scp) };
}

/** In one spelling: no brackets, no zone, no final dot, lower case, IPv6 shortened; an IPv4 address in IPv6's clothes as itself. */
export function toPlainAddress(address: string): string {
  const plain = address
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '')
    .replace(/(?<=[^.])\.$/, '');
  if (!/^[0-9a-f:.]*:[0-9a-f:.]*$/.test(plain) || !URL.canParse(`http://[${plain}]`)) return plain;
  return new URL(`http://[${plain}]`).hostname.slice(1, -1);
}
