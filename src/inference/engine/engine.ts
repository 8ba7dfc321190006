import { requireExtraArgs } from './engine-flags';
import { vllmMinorOf } from '../../catalog/vllm-versions';
import { IMAGE_PATH, requireImage, SUBDOMAIN } from '../../errors/forms';
import { requireCount, requireForm, requireFunction, requireList, requireProps, requireText, whereGiven, wrongKind } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { CustomEngineRequest, EngineRequest, KserveEngineRequest, NimEngineRequest, ServedModel } from '../../target/engine-request';

/** vLLM at another version, or with arguments that no property stands for. */
export interface VllmProps {
  /** Image, with its tag; it is pulled by way of the environment's mirror. @default - the version that the library was written for */
  readonly image?: string;
  /** Minor version that the image is of, such as `0.27`: the memory that it needs depends on it, and what it can be told. @default - what the tag of `image` says */
  readonly version?: string;
  /** Arguments, one flag each; those that the library decides are refused. @default - none */
  readonly extraArgs?: readonly string[];
}

/** A NIM of one model. */
export interface NimProps {
  /** Image of the NIM, with its tag, such as `nvcr.io/nim/meta/llama-3.1-8b-instruct:1.12.0`. */
  readonly image: string;
  /** Profile of the model. @default - the one that the NIM chooses for the GPUs */
  readonly profile?: string;
  /** Secret of the zone's namespace that opens where the NIM's files are: with `NGC_API_KEY`, or with the keys of the zone's bucket. */
  readonly authSecret: string;
  /** Secret of the registry, in the zone's namespace. @default - the nodes' own leave */
  readonly pullSecret?: string;
}

/** A serving runtime of KServe. */
export interface KserveProps {
  /** ServingRuntime of the zone's namespace, or ClusterServingRuntime. */
  readonly runtime: string;
  /** Format that the runtime says it takes. @default 'vLLM' */
  readonly modelFormat?: string;
  /** Port that its container answers on. @default 8080 */
  readonly port?: number;
}

/** An engine of one's own that answers the OpenAI API. */
export interface CustomEngineProps {
  /** Image, with its tag; it is pulled by way of the environment's mirror. */
  readonly image: string;
  /** Command of the container. @default - the image's own */
  readonly command?: readonly string[];
  /** Arguments, made from what is known of the model when it is served. */
  readonly args: (model: ServedModel) => readonly string[];
  /** Path that answers with success once the model is served. @default '/health' */
  readonly healthPath?: string;
}

const TAGGED = new RegExp(`^${IMAGE_PATH}:\\w[\\w.-]{0,127}$`);
const SECRET = 'the name of a Secret: lower-case letters, digits, hyphens and dots';

/**
 * What serves the model of a pool.
 *
 * The memory verdict is vLLM's: with any other engine it is an estimate of another program, which a finding says.
 */
export class Engine {
  /** vLLM, as everywhere where nothing else is said. */
  public static vllm(props: VllmProps = {}): Engine {
    requireProps(props);
    const { image, version, extraArgs = [] } = props;
    whereGiven(image, (reference) => requireImage('image', reference));
    whereGiven(version, (minor) => requireForm('version', minor, /^0\.\d{1,3}(\.\d{1,3})?$/, 'a version of vLLM, such as 0.27'));
    requireExtraArgs('extraArgs', extraArgs);
    const minor = minorOf(image, version);
    return new Engine({ kind: 'vllm', extraArgs, ...(image !== undefined && { image }), ...(minor !== undefined && { minor }) });
  }

  /** A NIM, which NVIDIA's operator runs from a NIMService and a NIMCache. */
  public static nim(props: NimProps): Engine {
    return new Engine(nimRequest(props));
  }

  /** A runtime of KServe, which runs it from an InferenceService; for clusters that have KServe. */
  public static kserve(props: KserveProps): Engine {
    requireProps(props);
    const { runtime, modelFormat = 'vLLM', port = 8080 } = props;
    requireForm('runtime', runtime, SUBDOMAIN, 'the name of a runtime: lower-case letters, digits, hyphens and dots');
    requireText('modelFormat', modelFormat);
    requireCount('port', port, { min: 1024, max: 65535 });
    const request: KserveEngineRequest = { kind: 'kserve', runtime, modelFormat, port };
    return new Engine(request);
  }

  /** An engine of one's own: a container that answers the OpenAI API on the port that it is told, and runs as any user without a writable root. */
  public static custom(props: CustomEngineProps): Engine {
    requireProps(props);
    const { image, command, args, healthPath = '/health' } = props;
    requireImage('image', image);
    whereGiven(command, (words) => requireList('command', words, (word) => requireText('command', word)));
    requireFunction('args', args, 'model => [`--model=${model.location}`, `--port=${model.port}`]');
    requireForm('healthPath', healthPath, /^\/[A-Za-z0-9/._-]*$/, 'a path that starts with a slash');
    const request: CustomEngineRequest = { kind: 'custom', image, args, healthPath, ...(command !== undefined && { command }) };
    return new Engine(request);
  }

  private constructor(
    /** What a distribution is asked for. */
    public readonly request: EngineRequest,
  ) {}
}

/** Refuses what is no Engine, such as its image alone. */
export function requireEngine(prop: string, value: unknown): void {
  const request = typeof value === 'object' && value !== null && 'request' in value ? value.request : undefined;
  if (typeof request !== 'object' || request === null || !('kind' in request)) {
    throw wrongKind(prop, value, 'Engine');
  }
}

function nimRequest(props: NimProps): NimEngineRequest {
  requireProps(props);
  const { image, profile, authSecret, pullSecret } = props;
  requireForm('image', image, TAGGED, 'an image reference with a tag and no digest, such as nvcr.io/nim/meta/llama-3.1-8b-instruct:1.12.0');
  whereGiven(profile, (name) => requireForm('profile', name, /^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'the name or the hash of a profile'));
  requireForm('authSecret', authSecret, SUBDOMAIN, SECRET);
  whereGiven(pullSecret, (name) => requireForm('pullSecret', name, SUBDOMAIN, SECRET));
  return { kind: 'nim', image, authSecret, ...(profile !== undefined && { profile }), ...(pullSecret !== undefined && { pullSecret }) };
}

/** What an engine takes beside weights and cache depends on its version, so that an image must say which it is. */
function minorOf(image: string | undefined, version: string | undefined): number | undefined {
  const minor = /^0\.(\d+)/.exec(version ?? '')?.[1] ?? vllmMinorOf(image ?? '');
  if (image !== undefined && minor === undefined) {
    const rule = 'does not say the version of vLLM that it is, and the memory that it needs depends on it';
    throw new ValidationError({ code: 'EngineVersionUnknown', prop: 'image', value: image, rule, remedy: "give 'version', such as '0.27'" });
  }
  return minor === undefined ? undefined : Number(minor);
}
