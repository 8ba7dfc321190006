import type { Sourced } from './sourced';

/** Slices that a model of GPU can be cut into. */
interface Slices extends Sourced {
  /** Names of profiles as resources spell them, such as `1g.10gb.me`; none where the GPU cannot be cut. */
  readonly profiles: readonly string[];
}

/** The configuration that NVIDIA's manager of slices comes with. */
const MANAGER = { source: 'https://github.com/NVIDIA/gpu-operator/blob/v26.7.0/assets/state-mig-manager/0400_configmap.yaml', asOf: '2026-08-21' };

/** Cards before the data centre's and those for graphics and inference have no slices. */
const WHOLE = { profiles: [], source: 'https://docs.nvidia.com/datacenter/tesla/mig-user-guide/supported-gpus.html', asOf: '2026-11-23' };

/** By name of the accelerator; others are not judged. */
const SLICES: Readonly<Record<string, Slices>> = {
  A100_40GB: { profiles: ['1g.5gb', '1g.5gb.me', '1g.10gb', '2g.10gb', '3g.20gb', '4g.20gb', '7g.40gb'], ...MANAGER },
  A100_80GB: { profiles: ['1g.10gb', '1g.10gb.me', '1g.20gb', '2g.20gb', '3g.40gb', '4g.40gb', '7g.80gb'], ...MANAGER },
  H100_80GB: { profiles: ['1g.10gb', '1g.10gb.me', '1g.20gb', '2g.20gb', '3g.40gb', '4g.40gb', '7g.80gb'], ...MANAGER },
  H200: { profiles: ['1g.18gb', '1g.18gb.me', '1g.35gb', '2g.35gb', '3g.71gb', '4g.71gb', '7g.141gb'], ...MANAGER },
  B200: { profiles: ['1g.23gb', '1g.23gb.me', '1g.45gb', '2g.45gb', '3g.90gb', '4g.90gb', '7g.180gb'], ...MANAGER },
  RTX_PRO_6000: {
    profiles: ['1g.24gb', '1g.24gb.gfx', '1g.24gb.me', '1g.24gb.me.all', '1g.24gb-me', '2g.48gb', '2g.48gb.gfx', '2g.48gb.me.all', '2g.48gb-me', '4g.96gb', '4g.96gb.gfx'], ...MANAGER,
  },
  A10G: WHOLE,
  L4: WHOLE,
  L40S: WHOLE,
  RTX_3090: WHOLE,
  RTX_4090: WHOLE,
  RTX_5060_LAPTOP: WHOLE,
  RTX_5090: WHOLE,
  RTX_6000_ADA: WHOLE,
  T4: WHOLE,
};

/** Configurations of a whole node that have no profile in their name. */
const GENERAL: ReadonlySet<string> = new Set(['all-disabled', 'all-enabled', 'all-balanced']);

/** The profiles of an accelerator; undefined where nobody listed them. */
export function migProfilesOf(accelerator: string): readonly string[] | undefined {
  return SLICES[accelerator]?.profiles;
}

/** The values of the label `nvidia.com/mig.config` that the manager knows for an accelerator; undefined where nobody listed its profiles. */
export function migConfigsOf(accelerator: string): readonly string[] | undefined {
  const profiles = migProfilesOf(accelerator);
  return profiles === undefined ? undefined : [...profiles.length === 0 ? ['all-disabled'] : GENERAL, ...profiles.map((profile) => `all-${profile}`)];
}
