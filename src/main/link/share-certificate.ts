/** The key and the certificate of one share: made for it, signed by itself, and known by its fingerprint, which the invite carries. */
import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  GeneralName,
  id_ce_basicConstraints,
  id_ce_subjectAltName,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';

const ecdsaWithSha256 = '1.2.840.10045.4.3.2';
const commonName = '2.5.4.3';
/** A share lasts hours; browsers take no certificate that holds for much longer than a year. */
const holdsMs = 90 * 24 * 3_600_000;
/** Clocks of two machines differ. */
const earlierMs = 24 * 3_600_000;

/** Both as PEM: what is kept, in a file that nobody else reads. */
export interface ShareKey {
  readonly key: string;
  readonly certificate: string;
}

/** For one address of this machine. */
export function makeShareKey(address: string, nowMs: number): ShareKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = new AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });
  const value = new AttributeValue({ utf8String: 'Drydock share' });
  const name = new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: commonName, value })])]);
  const serial = randomBytes(16);
  // Positive, and not beginning with a zero.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x01;
  const content = new TBSCertificate({
    version: Version.v3,
    serialNumber: toArrayBuffer(serial),
    signature: algorithm,
    issuer: name,
    subject: name,
    validity: new Validity({ notBefore: new Date(nowMs - earlierMs), notAfter: new Date(nowMs + holdsMs) }),
    subjectPublicKeyInfo: AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo),
    extensions: new Extensions([
      toExtension(id_ce_basicConstraints, true, new BasicConstraints({ cA: false })),
      toExtension(id_ce_subjectAltName, false, new SubjectAlternativeName([new GeneralName({ iPAddress: address })])),
    ]),
  });
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(content)), privateKey);
  const whole = new Certificate({
    tbsCertificate: content,
    signatureAlgorithm: algorithm,
    signatureValue: toArrayBuffer(signature),
  });
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    certificate: new X509Certificate(Buffer.from(AsnConvert.serialize(whole))).toString(),
  };
}

/** SHA-256 over the certificate’s DER, base64url: what an invite pins. */
export function toCertificatePin(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('base64url');
}

function toExtension(extnID: string, critical: boolean, value: object): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
