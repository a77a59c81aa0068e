/** Whether a backup lies on a target: by what machines say of themselves, and not by the names typed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareHosts, toNearness } from '../../../src/core/backup/nearness.ts';
import { toPlainAddress, toServer } from '../../../src/core/backup/server.ts';
import type { Whereabouts } from '../../../src/core/backup/whereabouts.ts';
import { host } from './fixtures.ts';

function machine(name: string, more: Partial<Whereabouts> = {}): Whereabouts {
  return {
    host: host(name),
    address: `${name}.example.org`,
    port: 22,
    keys: [],
    machineId: `machine of ${name}`,
    bootId: `boot of ${name}`,
    addresses: ['127.0.0.1', '::1'],
    places: [],
    atMs: 1,
    ...more,
  };
}
const onDisk = (on: string) => ({ subject: { tool: 'tar' as const, on: host(on), path: '/b/x.tar' } });
const inRepository = (repository: string, on = 'store') => ({
  subject: { tool: 'restic' as const, on: host(on), repository, readPercent: 100 },
});
const targets = [host('db')];
const near = (backup: Parameters<typeof toNearness>[0], ...machines: Whereabouts[]) =>
  toNearness(backup, targets, machines);
/** Nothing is known of it but how it is reached. */
const mute = { machineId: undefined, bootId: undefined };

describe('a backup on a host', () => {
  it('that is the target is on it', () => {
    expect(near(onDisk('db'))).toMatchObject({ verdict: 'on-target', target: 'db' });
  });

  it('of another name that runs the same kernel is on the target, a container or not', () => {
    const [a, b] = [machine('store', { bootId: 'one' }), machine('db', { bootId: 'one' })];
    expect(near(onDisk('store'), a, b)).toMatchObject({ verdict: 'on-target', target: 'db', isMeasured: true });
  });

  it('of another name, address, port and jump host that is the same machine is on the target', () => {
    const a = machine('store', {
      address: '10.0.0.9',
      port: 2222,
      jump: host('gate'),
      machineId: 'm',
      bootId: undefined,
    });
    expect(near(onDisk('store'), a, machine('db', { machineId: 'm' }))).toMatchObject({ verdict: 'on-target' });
  });

  it('with the target’s machine id and another boot may be a clone of it, and is not called elsewhere', () => {
    const twins = [machine('store', { machineId: 'm' }), machine('db', { machineId: 'm' })];
    expect(near(onDisk('store'), ...twins)).toMatchObject({ verdict: 'unknown', target: 'db' });
  });

  it.each([
    ['the same address and port', { address: 'DB.example.org.' }, {}],
    ['one of the target’s own addresses', { address: '10.0.0.5' }, { addresses: ['10.0.0.5'] }],
    ['the target’s host key', { keys: ['SHA256:k'] }, { keys: ['SHA256:k'] }],
  ])('that cannot say what it is, but has %s, is on the target', (_, here, there) => {
    expect(
      near(onDisk('store'), machine('store', { ...mute, ...here }), machine('db', { ...mute, ...there })),
    ).toMatchObject({
      verdict: 'on-target',
    });
  });

  it('behind another jump host has another network: the same private address says nothing there', () => {
    const [a, b] = [
      machine('store', { ...mute, address: '10.0.0.5', jump: host('gate') }),
      machine('db', { ...mute, address: '10.0.0.5' }),
    ];
    expect(near(onDisk('store'), a, b).verdict).toBe('elsewhere');
  });

  it('of the same address and another port may be on the target', () => {
    const [a, b] = [
      machine('store', { ...mute, address: '10.0.0.5', port: 2222 }),
      machine('db', { ...mute, address: '10.0.0.5' }),
    ];
    expect(near(onDisk('store'), a, b)).toMatchObject({ verdict: 'unknown', target: 'db' });
  });

  it('is elsewhere by name alone where machines were not asked, and that is said', () => {
    expect(near(onDisk('store'))).toMatchObject({ verdict: 'elsewhere', isMeasured: false });
    expect(near(onDisk('store'), machine('store'), machine('db'))).toMatchObject({
      verdict: 'elsewhere',
      isMeasured: true,
    });
  });

  it('that nobody named is nowhere that is known', () => {
    expect(near({})).toMatchObject({ verdict: 'unknown' });
    expect(near({}).target).toBeUndefined();
  });
});

describe('a backup on a device', () => {
  const mounted = (server: string, serverAddresses: string[] = []) =>
    machine('store', {
      places: [{ place: '/b/x.tar', device: `${server}:/export`, fileSystem: 'nfs4', server, serverAddresses }],
    });

  it('that is mounted from the target is on the target, by whichever name it was mounted', () => {
    expect(near(onDisk('store'), mounted('db'), machine('db'))).toMatchObject({ verdict: 'on-target', target: 'db' });
    expect(
      near(onDisk('store'), mounted('files', ['10.0.0.5']), machine('db', { addresses: ['10.0.0.5'] })),
    ).toMatchObject({
      verdict: 'on-target',
      reason: 'is on files:/export, and that is db',
    });
  });

  it('that is mounted from somewhere else is elsewhere, though its host is a target', () => {
    const here = { ...mounted('nas', ['10.0.0.7']), host: host('db') };
    expect(near(onDisk('db'), here).verdict).toBe('elsewhere');
  });

  it('that comes through a tunnel may be anywhere', () => {
    expect(near(onDisk('store'), mounted('localhost', ['127.0.0.1']), machine('db'))).toMatchObject({
      verdict: 'unknown',
    });
  });
});

describe('a repository', () => {
  it('on the target is on it, however its address is written', () => {
    for (const repository of [
      'sftp:backup@db:/srv/r',
      'ssh://backup@db.example.org:22/r',
      'rest:https://DB.example.org:8000/r',
      'backup@10.0.0.5:r',
    ]) {
      expect(near(inRepository(repository), machine('db', { addresses: ['10.0.0.5'] }))).toMatchObject({
        verdict: 'on-target',
      });
    }
  });

  it('on the disk of the host that asks lies there', () => {
    expect(near(inRepository('/srv/restic', 'db')).verdict).toBe('on-target');
    expect(near(inRepository('/srv/restic', 'store')).verdict).toBe('elsewhere');
  });

  it('of a service is elsewhere, though the target asks for it', () => {
    expect(near(inRepository('b2:bucket:web', 'db'), machine('db')).verdict).toBe('elsewhere');
  });
});

it.each([
  ['/srv/r', { kind: 'here' }],
  ['sftp:bo@db-1:/srv/r', { kind: 'machine', name: 'db-1' }],
  ['sftp://bo@[2001:db8::1]:2222//srv/r', { kind: 'machine', name: '2001:db8::1', port: 2222 }],
  ['rest:http://bo@db-1:8000/r', { kind: 'machine', name: 'db-1', port: 8_000 }],
  ['s3:https://s3.example.org/bucket', { kind: 'machine', name: 's3.example.org' }],
  ['s3:s3.example.org/bucket', { kind: 'machine', name: 's3.example.org' }],
  ['gs:bucket:/', { kind: 'service', name: 'gs' }],
  ['rclone:tape:web', { kind: 'service', name: 'rclone' }],
  ['bo@db-1:r', { kind: 'machine', name: 'db-1' }],
])('the machine of %s is found', (repository, server) => {
  expect(toServer(repository)).toEqual(server);
});

describe('for any two machines', () => {
  const word = fc.constantFrom('a', 'b', 'c');
  const address = fc.constantFrom('10.0.0.5', '::ffff:10.0.0.5', '[2001:db8::1]', 'db.example.org', '127.0.0.1');
  const facts = (name: string) =>
    fc
      .record({
        address,
        port: fc.constantFrom(22, 2222),
        jump: fc.option(fc.constant(host('gate')), { nil: undefined }),
        keys: fc.array(word, { maxLength: 2 }),
        machineId: fc.option(word, { nil: undefined }),
        bootId: fc.option(word, { nil: undefined }),
        addresses: fc.array(address, { maxLength: 3 }),
      })
      .map((more) => machine(name, more));

  it('it does not matter which is asked about', () => {
    fc.assert(
      fc.property(facts('a'), facts('b'), (a, b) => {
        expect(compareHosts(a.host, b.host, [a, b]).is).toBe(compareHosts(b.host, a.host, [b, a]).is);
      }),
    );
  });

  it('a machine under two names is never called another one', () => {
    fc.assert(
      fc.property(facts('a'), (a) => {
        const alias = { ...a, host: host('b') };
        expect(compareHosts(a.host, alias.host, [a, alias]).is).not.toBe('other');
      }),
    );
  });

  it('an address has one spelling, which spelling it again does not change', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain()), (text) => {
        expect(toPlainAddress(toPlainAddress(text))).toBe(toPlainAddress(text));
      }),
    );
    expect(toPlainAddress('2001:DB8:0:0::1')).toBe('2001:db8::1');
    expect(toPlainAddress('::FFFF:10.0.0.5')).toBe('10.0.0.5');
    expect(toPlainAddress('[fe80::1%eth0]')).toBe('fe80::1');
  });
});
