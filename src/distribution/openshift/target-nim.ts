import { requireForm, requireProps, requireTexts, whereGiven } from '../../errors/requirements';
import type { InferenceRequest } from '../../target/inference-request';

/** NIMs that a cluster serves models by, where a pool does not choose an engine itself. */
export interface TargetNimProps {
  /** Image of the NIM by the name of the model that it serves, such as `{ 'llama-3.1-8b-instruct': 'nvcr.io/nim/meta/llama-3.1-8b-instruct:1.12.0' }`; all other models are served by vLLM. */
  readonly images: Readonly<Record<string, string>>;
  /** Secret, in the namespace of each zone, that opens where the files of NIMs are. */
  readonly authSecret: string;
  /** Secret of the registry, in the namespace of each zone. @default - the nodes' own leave */
  readonly pullSecret?: string;
}

const IMAGE = /^[A-Za-z0-9][A-Za-z0-9._:/-]*:\w[\w.-]{0,127}$/;
const SECRET = /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

/** Refuses NIMs that no pool could be served by. */
export function requireTargetNim(props: TargetNimProps): void {
  requireProps(props, undefined, 'nim');
  requireTexts('nim.images', props.images);
  Object.entries(props.images).forEach(([model, image]) => requireForm(`nim.images.${model}`, image, IMAGE, 'an image reference with a tag, such as nvcr.io/nim/meta/llama-3.1-8b-instruct:1.12.0'));
  const form = 'the name of a Secret: lower-case letters, digits, hyphens and dots';
  requireForm('nim.authSecret', props.authSecret, SECRET, form);
  whereGiven(props.pullSecret, (name) => requireForm('nim.pullSecret', name, SECRET, form));
}

/** The request with the engine that the target brings for its model, unless the pool has chosen one. */
export function withTargetNim(need: InferenceRequest, nim: TargetNimProps | undefined): InferenceRequest {
  const image = nim !== undefined && Object.hasOwn(nim.images, need.model.name) ? nim.images[need.model.name] : undefined;
  if (need.engine !== undefined || nim === undefined || image === undefined) {
    return need;
  }
  const { authSecret, pullSecret } = nim;
  return { ...need, engine: { kind: 'nim', image, authSecret, ...(pullSecret !== undefined && { pullSecret }) } };
}
