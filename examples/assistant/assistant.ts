import { Construct } from 'constructs';
import { Accelerator, Duration, GpuNodeGroup, InferencePool, Jurisdiction, LegacyVm, Model, ScalingMetric, Size, SovereignDataZone, VmImage } from 'aiplane';

/** What differs from one place to the next. The rest is one program. */
export interface AssistantProps {
  readonly jurisdiction: Jurisdiction;
  readonly model: Model;
  readonly accelerator: Accelerator;
  readonly gpusPerNode: number;
  readonly nodes: number;
  /** GPUs that one replica of the model is spread over. */
  readonly tensorParallelSize: number;
  readonly replicas: { readonly min: number; readonly max: number };
}

/** A chat assistant beside the ledger that it answers from. */
export class Assistant extends Construct {
  public readonly zone: SovereignDataZone;
  public readonly chat: InferencePool;

  constructor(scope: Construct, id: string, props: AssistantProps) {
    super(scope, id);

    this.zone = new SovereignDataZone(this, 'Zone', { jurisdiction: props.jurisdiction });

    const gpus = new GpuNodeGroup(this.zone, 'Gpus', {
      accelerator: props.accelerator,
      gpusPerNode: props.gpusPerNode,
      maxNodes: props.nodes,
    });

    this.chat = new InferencePool(this.zone, 'Chat', {
      model: props.model,
      nodes: gpus,
      tensorParallelSize: props.tensorParallelSize,
      minReplicas: props.replicas.min,
      maxReplicas: props.replicas.max,
      scaleOn: ScalingMetric.queueDepth(8),
      drainTimeout: Duration.minutes(5),
    });

    const ledger = new LegacyVm(this.zone, 'Ledger', {
      image: VmImage.fromRegistry('registry.bank.example/ledger:rhel7'),
      cpus: 4,
      memory: Size.gibibytes(16),
      disk: Size.gibibytes(200),
      ports: [1521],
    });

    this.chat.allowFrom(ledger);
  }
}
