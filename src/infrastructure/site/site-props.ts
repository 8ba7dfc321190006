import { requireAccessMode, requireCidr } from './forms';
import type { AccessMode } from './forms';
import { requireSiteModelStore } from './site-model-store';
import type { SiteModelStore } from './site-model-store';
import { requireCountry } from '../../catalog/countries';
import { requireKubernetesMinor } from '../../catalog/kubernetes-minors';
import { requireRegistry, requireSubdomain } from '../../errors/forms';
import { requireFlag, requireForm, requireMethods, requireProps, whereGiven } from '../../errors/requirements';
import type { StateBackend } from '../state-backend';

/** A place whose machines and cluster exist, every choice made. */
export interface SiteProps {
  /** The place, as its operator names it. */
  readonly site: string;
  /** Country of the place, ISO 3166-1 alpha-2. */
  readonly country: string;
  /** StorageClass of disks, which the cluster has. */
  readonly storageClass: string;
  /** Whether two nodes can hold a disk at once. */
  readonly storageAccessMode: AccessMode;
  /** Host and path that images are mirrored to. @default - the upstream registries */
  readonly registry?: string;
  /** Kubernetes minor of the cluster. */
  readonly kubernetesVersion: string;
  /** Whether pods and nodes can reach the internet. */
  readonly internetEgress: boolean;
  /** CIDR block that the Kubernetes API server answers in. @default - any address, with a finding */
  readonly apiServerCidr?: string;
  readonly modelStore: SiteModelStore;
  /** Where Terraform keeps its state of own cloud resources of the environment. @default - none, so that it may have no such resources */
  readonly backend?: StateBackend;
}

/** Refuses what no place can be. */
export function requireSiteProps(props: SiteProps): void {
  requireProps(props);
  requireForm('site', props.site, /^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'a name of letters, digits, dots, hyphens and underscores, such as zrh1');
  requireCountry('country', props.country);
  requireSubdomain('storageClass', props.storageClass);
  requireAccessMode('storageAccessMode', props.storageAccessMode, props.storageClass);
  requireKubernetesMinor('kubernetesVersion', props.kubernetesVersion);
  requireFlag('internetEgress', props.internetEgress);
  requireSiteModelStore('modelStore', props.modelStore);
  whereGiven(props.registry, (value) => requireRegistry('registry', value));
  whereGiven(props.apiServerCidr, (value) => requireCidr('apiServerCidr', value));
  whereGiven(props.backend, (value) => requireMethods('backend', value, 'StateBackend', ['bind']));
}
