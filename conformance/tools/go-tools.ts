/** A program that is built from a Go module, and which ready ones do instead. */
export interface GoTool {
  readonly name: string;
  readonly version: string;
  /** Folder below `modules/` whose go.mod and go.sum pin it and all that it is built from. */
  readonly module: string;
  /** Package to build. */
  readonly package: string;
  /** @default - none */
  readonly ldflags?: string;
  /** Build tags. @default - none */
  readonly tags?: string;
  /** Prints the version of a ready program. */
  readonly versionArgs: readonly string[];
  /** Whether a ready program of that version does. */
  readonly accepts: (version: string) => boolean;
}

/** The newest Kubernetes minor that modules are served of, and the oldest that the targets claim; both are tried. */
export const KUBERNETES = { newest: 'v1.37.2', oldest: 'v1.32.13' } as const;

/** The programs that are built where no ready one does. */
export const GO_TOOLS: readonly GoTool[] = [
  kubernetes('kube-apiserver', KUBERNETES.newest, 0),
  kubernetes('kube-apiserver', KUBERNETES.oldest, 0),
  kubernetes('kube-controller-manager', KUBERNETES.newest, 0),
  kubernetes('kube-scheduler', KUBERNETES.newest, 0),
  { ...kubernetes('kubectl', KUBERNETES.newest, 1), versionArgs: ['version', '--client'] },
  { name: 'etcd', version: 'v3.6.8', module: 'etcd', package: '.', versionArgs: ['--version'], accepts: (version) => atLeast(version, [3, 5]) },
  {
    name: 'kwok', version: 'v0.8.0', module: 'kwok', package: 'sigs.k8s.io/kwok/cmd/kwok',
    ldflags: '-X sigs.k8s.io/kwok/pkg/consts.Version=v0.8.0', versionArgs: ['--version'], accepts: (version) => atLeast(version, [0, 7]),
  },
  {
    name: 'kustomize', version: 'v5.8.2', module: 'kustomize', package: 'sigs.k8s.io/kustomize/kustomize/v5',
    ldflags: '-X sigs.k8s.io/kustomize/api/provenance.version=v5.8.2', versionArgs: ['version'], accepts: (version) => atLeast(version, [5, 4]),
  },
  // a program of ours around Flux's own package: there is no ready one
  { name: 'flux-build', version: 'v1.40.0', module: 'flux-build', package: '.', versionArgs: ['--version'], accepts: () => false },
  // Argo CD's own package; newer versions are no modules that can be had, see the README
  { name: 'argo-build', version: 'v3.2.12', module: 'argo-build', package: '.', versionArgs: ['--version'], accepts: () => false },
  // a program of ours around KEDA's own admission, which listens on loopback
  { name: 'keda-webhooks', version: 'v2.21.0', module: 'keda-webhooks', package: '.', versionArgs: ['--version'], accepts: () => false },
  {
    // the module's 0.316 is Prometheus 3.16; what it discovers targets by is left out, for that is half of what it is built from
    name: 'promtool', version: 'v0.316.0', module: 'prometheus', package: 'github.com/prometheus/prometheus/cmd/promtool',
    tags: 'remove_all_sd', versionArgs: ['--version'], accepts: (version) => version === 'v0.316.0' || atLeast(version, [3, 5]),
  },
  {
    name: 'kube-score', version: 'v1.20.0', module: 'kube-score', package: 'github.com/zegl/kube-score/cmd/kube-score',
    ldflags: '-X main.version=1.20.0', versionArgs: ['version'], accepts: (version) => version.replace(/^v/, '') === '1.20.0',
  },
  {
    name: 'tofu', version: 'v1.12.6', module: 'opentofu', package: 'github.com/opentofu/opentofu/cmd/tofu',
    ldflags: '-X github.com/opentofu/opentofu/version.dev=no', versionArgs: ['version'], accepts: (version) => atLeast(version, [1, 8]),
  },
];

/** The row of a program. */
export function goTool(name: string, version?: string): GoTool {
  const row = GO_TOOLS.find((tool) => tool.name === name && (version === undefined || tool.version === version));
  if (row === undefined) {
    throw new Error(`no row for '${name}' ${version ?? ''}`);
  }
  return row;
}

/** `[1, 37]` of `v1.37.2`. */
export function minorOf(version: string): readonly [number, number] {
  const [major = NaN, minor = NaN] = version.replace(/^v/, '').split('.').map((part) => parseInt(part, 10));
  return [major, minor];
}

function kubernetes(name: string, version: string, skew: number): GoTool {
  const [major, minor] = minorOf(version);
  const stamp = { gitVersion: version, gitMajor: `${major}`, gitMinor: `${minor}`, gitTreeState: 'clean' };
  return {
    name, version, module: `kubernetes-${major}.${minor}`, package: `k8s.io/kubernetes/cmd/${name}`,
    ldflags: Object.entries(stamp).map(([key, value]) => `-X k8s.io/component-base/version.${key}=${value}`).join(' '),
    versionArgs: ['--version'],
    accepts: (given) => minorOf(given)[0] === major && Math.abs(minorOf(given)[1] - minor) <= skew,
  };
}

function atLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [givenMajor, givenMinor] = minorOf(version);
  return givenMajor > major || (givenMajor === major && givenMinor >= minor);
}
