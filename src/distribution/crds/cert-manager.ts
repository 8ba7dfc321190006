import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from '../kubernetes/api/metadata';

/** @see https://cert-manager.io/docs/configuration/selfsigned/ */
export interface IssuerSpec {
  readonly selfSigned: Readonly<Record<string, never>>;
}

/** Issuer `cert-manager.io/v1`. */
export class Issuer extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: IssuerSpec }) {
    super(scope, id, { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', ...props });
  }
}

export interface IssuerRef {
  readonly group: 'cert-manager.io';
  readonly kind: 'Issuer' | 'ClusterIssuer';
  readonly name: string;
}

/** @see https://cert-manager.io/docs/usage/certificate/ */
export interface CertificateSpec {
  readonly secretName: string;
  readonly dnsNames: readonly string[];
  readonly duration: string;
  readonly renewBefore: string;
  readonly privateKey: { readonly algorithm: 'ECDSA'; readonly size: 256; readonly rotationPolicy: 'Always' };
  readonly usages: readonly ('server auth' | 'digital signature')[];
  readonly issuerRef: IssuerRef;
}

/** Certificate `cert-manager.io/v1`. */
export class Certificate extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: CertificateSpec }) {
    super(scope, id, { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', ...props });
  }
}
