/** Label of nodes: the group that they belong to, `<zone>-<name>` or `<zone>.virtualization`. */
export const NODE_GROUP_LABEL = 'aiplane.dev/node-group';

/** Label of nodes, of namespaces and of objects of the whole cluster: the zone that they serve. */
export const ZONE_LABEL = 'aiplane.dev/zone';

/** Label of namespaces, `true` where their pods serve nodes of every zone, such as drivers and agents do. */
export const NODE_SOFTWARE_LABEL = 'aiplane.dev/node-software';

/** Label of pods: the construct that they belong to, by object name. */
export const WORKLOAD_LABEL = 'aiplane.dev/workload';

/** Taint of GPU nodes, set so that only pods which ask for GPUs land there. */
export const GPU_TAINT = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' } as const;
