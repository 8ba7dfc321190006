import type { IConstruct } from 'constructs';
import { requireForm } from './requirements';

/** Name of an object of the cluster. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

const STEP = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';

/** Pattern of the host and path of an image, as container runtimes read it. */
export const IMAGE_PATH = `([A-Za-z0-9][A-Za-z0-9.-]*(:\\d{1,5})?/)?${STEP}(/${STEP})*`;

/** Host and path, and a tag or a digest: what runs must not change unseen. */
const IMAGE = new RegExp(`^${IMAGE_PATH}(:\\w[\\w.-]{0,127}(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$`);

/** Refuses what does not say which image is pulled, such as one without a tag. */
export function requireImage(prop: string, reference: unknown, scope?: IConstruct): void {
  requireForm(prop, reference, IMAGE, 'an image reference with a tag or a digest and without a scheme, such as registry.bank.example/vllm:v0.27.1', scope);
}

/** Refuses what cannot name an object of the cluster (a DNS-1123 subdomain). */
export function requireSubdomain(prop: string, value: unknown, scope?: IConstruct): void {
  requireForm(prop, value, SUBDOMAIN, 'a DNS-1123 subdomain: lower-case letters, digits, hyphens and dots', scope);
}

/** Refuses what a container runtime would not read as the host and path of a registry. */
export function requireRegistry(prop: string, value: unknown, scope?: IConstruct): void {
  const host = '(?:localhost(?::\\d{1,5})?|[a-z0-9][a-z0-9-]*(?:\\.[a-z0-9-]+)+(?::\\d{1,5})?|[a-z0-9][a-z0-9-]*:\\d{1,5})';
  const pattern = new RegExp(`^${host}(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$`);
  requireForm(prop, value, pattern, 'a registry host with a dot or a port, and a path without a trailing slash, such as registry.bank.example/aiplane', scope);
}
