/** What a pipeline believes of a gate's statement: only a whole, signed one of its own environment, in its time. */
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toFingerprint } from '../../../src/core/approval/identity.ts';
import { toBadge } from '../../../src/core/gate/badge.ts';
import type { Gate } from '../../../src/core/gate/gate.ts';
import { type Belief, readStatement } from '../../../src/core/gate/read-statement.ts';
import { type Issuing, toStatementText } from '../../../src/core/gate/statement.ts';
import { isSignedBy } from '../../../src/main/desk/signing/console-identity.ts';

const nowMs = Date.UTC(2026, 10, 20, 12, 0, 0, 900);

function makeKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(x, 'base64url').toString('base64'),
    sign: (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  };
}
const key = makeKey();
const fingerprint = toFingerprint(key.publicKey);

const open: Gate = { environment: 'production', state: 'open', causes: [], versions: {}, isOutdated: false };
const blocked: Gate = {
  ...open,
  state: 'blocked',
  sinceMs: nowMs - 60_000,
  causes: [
    {
      kind: 'word',
      id: 'word-1',
      sinceMs: nowMs - 60_000,
      reason: 'say "state":"open" to me',
      by: { kind: 'person', name: 'Ada' },
    },
  ],
};
const issue = (gate: Gate, more: Partial<Issuing> = {}) =>
  toStatementText(gate, { ...key, issuedAtMs: nowMs, validForMs: 600_000, ...more });
const read = (text: string, more: Partial<Belief> = {}) =>
  readStatement(text, { environment: 'production', nowMs, fingerprint, isSignedBy, ...more });
const kindOf = (result: ReturnType<typeof read>) => (result.ok ? result.value.state : result.failure.kind);

describe('a statement', () => {
  it('REL-9: says how the gate stands, in words and in fields', () => {
    expect(kindOf(read(issue(open)))).toBe('open');
    const result = read(issue(blocked));
    expect(result).toMatchObject({
      value: {
        state: 'blocked',
        since: '2026-11-20T11:59:00Z',
        issuedAt: '2026-11-20T12:00:00Z',
        expiresAt: '2026-11-20T12:10:00Z',
        causes: [{ kind: 'word', says: 'Ada blocked it: say "state":"open" to me.' }],
      },
    });
  });

  it('has the words of an open gate in it only where it is one', () => {
    expect(issue(open)).toContain('"state":"open"');
    expect(issue(blocked)).toContain('"state":"blocked"');
    expect(issue(blocked)).not.toContain('"state":"open"');
  });

  it('is believed until it expires, and not a moment longer', () => {
    expect(kindOf(read(issue(open), { nowMs: nowMs + 599_000 }))).toBe('open');
    expect(kindOf(read(issue(open), { nowMs: nowMs + 600_000 }))).toBe('expired');
    expect(kindOf(read(issue(open), { nowMs: nowMs - 360_000 }))).toBe('clocks-differ');
    const long = issue(open, { validForMs: 365 * 24 * 3_600_000 });
    expect(kindOf(read(long, { nowMs: nowMs + 25 * 3_600_000 }))).toBe('expired');
  });

  it('is not believed of another environment, another console, or another question', () => {
    expect(kindOf(read(issue(open), { environment: 'staging' }))).toBe('other-environment');
    expect(kindOf(read(issue({ ...open, environment: 'Production' })))).toBe('open');
    expect(kindOf(read(issue(open, makeKey())))).toBe('other-console');
    expect(kindOf(read(issue(open), { nonce: 'question-1' }))).toBe('other-answer');
    expect(kindOf(read(issue(open, { nonce: 'question-1' }), { nonce: 'question-1' }))).toBe('open');
  });

  it('is not believed where it was signed by another key under the name of this one', () => {
    const forged = issue(open, { publicKey: key.publicKey, sign: makeKey().sign });
    expect(kindOf(read(forged))).toBe('bad-signature');
  });

  it('is not believed with any of it changed or gone', () => {
    const text = issue(blocked).trimEnd();
    expect(kindOf(read(text.replace('"blocked"', '"open"')))).not.toBe('open');
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('a', '0', '"', '}', ' ', ''), (at, letter) => {
        const changed = `${text.slice(0, at)}${letter}${text.slice(at + 1)}`;
        const result = read(changed);
        // Space between two words of JSON is no change, and neither is a bit of base 64 that nothing reads.
        if (result.ok) expect({ ...result.value, signature: '' }).toEqual({ ...JSON.parse(text), signature: '' });
        expect(read(text.slice(0, at)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['', 'no-statement'],
    ['null', 'no-statement'],
    ['{}', 'no-statement'],
    ['<html>Sign in to the network</html>', 'no-statement'],
    ['{"state":"open"}', 'no-statement'],
    ['{"form":"drydock-gate","version":2,"state":"open"}', 'newer-statement'],
    ['{"form":"drydock-gate","version":1,"state":"open"}', 'no-statement'],
    ['['.repeat(60_000), 'no-statement'],
    ['x'.repeat(70_000), 'no-statement'],
  ])('%# is none, and is said to be none', (text, kind) => {
    expect(kindOf(read(text))).toBe(kind);
  });

  it('counts the causes it does not name, and stays short', () => {
    const causes = Array.from({ length: 40 }, () => ({ ...blocked.causes[0], reason: 'x'.repeat(2_000) }) as never);
    const text = issue({ ...blocked, causes });
    expect(text.length).toBeLessThan(64 * 1024);
    expect(read(text)).toMatchObject({ ok: true, value: { moreCauses: 30, causes: { length: 10 } } });
  });
});

describe('a badge', () => {
  it('says the environment and the state in words', () => {
    expect(toBadge('production', 'blocked')).toContain('aria-label="Release gate of production: blocked"');
    expect(toBadge('production', 'open', true)).toContain('>open, outdated<');
    expect(toBadge('nowhere', 'unknown', true)).toContain('>unknown<');
  });

  it('has nothing in it but words, whatever the environment is called', () => {
    const badge = toBadge('"><script>alert(1)</script>&', 'open');
    expect(badge).not.toContain('<script');
    expect(badge.match(/<(?!\/)[a-zA-Z]+/g)).toEqual([
      '<svg',
      '<title',
      '<clipPath',
      '<rect',
      '<g',
      '<rect',
      '<rect',
      '<g',
      '<text',
      '<text',
    ]);
  });
});
