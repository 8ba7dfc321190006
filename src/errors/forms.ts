import type { IConstruct } from 'constructs';
import { requireForm } from './requirements';

const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

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
