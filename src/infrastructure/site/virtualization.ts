/** Label that KubeVirt puts on nodes with /dev/kvm where its handler runs. @see https://kubevirt.io/user-guide/cluster_admin/installation/ */
export const KVM_NODES = { 'kubevirt.io/schedulable': 'true' } as const;
