import type { ChangePromise } from './planned-changes';

/** A piece of the example, and what is written in its place. */
export interface TextEdit {
  /** Path below `examples`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** One change that a user makes to the program. */
export interface ProgramEdit {
  /** As rows of the report name it; also a folder's name. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
  readonly promise: ChangePromise;
}

const ASSISTANT = 'assistant/assistant.ts';
const PLATFORM = 'assistant/platform.ts';

/** The places at Amazon of the example, by the line that both have. */
function atAmazon(added: string): readonly TextEdit[] {
  return ['111122223333', '444455556666'].map((account) => ({ file: PLATFORM, from: `account: '${account}',`, to: `account: '${account}', ${added}` }));
}

/** Changes whose plans are judged; none may destroy anything stateful. */
export const PROGRAM_EDITS: readonly ProgramEdit[] = [
  {
    name: 'one-node-more',
    // the edge has one machine, and cannot grow
    edits: [{ file: ASSISTANT, from: 'maxNodes: props.nodes,', to: 'maxNodes: props.nodes + (props.gpusPerNode > 1 ? 1 : 0),' }],
    promise: { inPlace: /^aws_eks_node_group\.Assistant_Zone_Gpus_/ },
  },
  {
    name: 'a-second-pool',
    edits: [{
      file: ASSISTANT,
      from: 'this.chat.allowFrom(ledger);',
      to: `this.chat.allowFrom(ledger);
    if (props.gpusPerNode > 1) {
      const more = new GpuNodeGroup(this.zone, 'MoreGpus', { accelerator: props.accelerator, gpusPerNode: props.gpusPerNode, maxNodes: 1 });
      new InferencePool(this.zone, 'Summaries', { model: props.model, nodes: more, tensorParallelSize: props.tensorParallelSize, minReplicas: 1, maxReplicas: 1 });
    }`,
    }],
    promise: { created: /^aws_(eks_node_group|launch_template|iam_role|iam_role_policy|eks_pod_identity_association)\.Assistant_Zone_(MoreGpus|Summaries)_/ },
  },
  {
    name: 'the-next-kubernetes',
    edits: ["['arn:aws:iam::", "['arn:aws-eusc:iam::"].map((administrator) => ({
      file: PLATFORM,
      from: `Cluster.create({ administrators: ${administrator}`,
      to: `Cluster.create({ kubernetesVersion: '1.35', administrators: ${administrator}`,
    })),
    promise: { inPlace: /^aws_(eks_cluster|eks_node_group|eks_addon)\./ },
  },
];

/** What the documentation asks for before an environment is taken down on purpose, together with a change that is then applied. */
export const LAST_EDIT: ProgramEdit = {
  name: 'unprotected',
  edits: [...atAmazon('deletionProtection: false,'), ...PROGRAM_EDITS[0]!.edits],
  promise: { inPlace: /^aws_(s3_bucket|ecr_repository|kms_key|eks_node_group)\./ },
};

/** The text with every edit of its file made. Throws where there is nothing to replace: the example has changed. */
export function edited(file: string, text: string, edits: readonly TextEdit[]): string {
  return edits.filter((edit) => edit.file === file).reduce((before, { from, to }) => {
    if (before.split(from).length !== 2) {
      throw new Error(`examples/${file} has '${from}' ${before.split(from).length - 1} times, not once; adapt the edit`);
    }
    return before.replace(from, () => to);
  }, text);
}
