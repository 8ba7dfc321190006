import type { Construct } from 'constructs';
import { oneOf } from '../../errors/did-you-mean';
import { requireCount, requireForm, requireProps, requireRecord, whereGiven } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';

/** Room for adapters. @see https://docs.vllm.ai/en/latest/features/lora/ */
export interface LoraProps {
  /** Adapters that one step of the engine may use. @default 4 */
  readonly maxLoras?: number;
  /** Largest rank of an adapter: 1, 8, 16, 32, 64, 128, 256, 320 or 512. @default 16 */
  readonly maxLoraRank?: number;
  /** Adapters that main memory keeps beside those of the step. @default - all that were added */
  readonly maxCpuLoras?: number;
  /**
   * Folder of the zone's store, relative to its root, whose adapters are loaded when a client names one of them.
   * Clients may then also load and unload adapters by the engine's own API. Needs a volume of models.
   *
   * @default - only those that `addAdapter` added are served
   */
  readonly dynamicPath?: string;
}

/** An adapter: where it is from, or where it lies. */
export interface AdapterProps {
  /** Its rank, `r` of its `adapter_config.json`. */
  readonly rank: number;
  /** Repository on the model hub that it is mirrored from, `owner/name`. @default - whoever made it puts it at `path` */
  readonly repository?: string;
  /** Commit of that repository. @default - the branch `main`, which the mirror list says */
  readonly revision?: string;
  /** Where its files lie in the zone's store of models, relative to its root. @default - as for models: the repository, and below it the revision where one is pinned */
  readonly path?: string;
  /** Name that clients ask for. @default - the id in kebab case */
  readonly name?: string;
}

/** Ranks that the engine's kernels are made for. @see https://github.com/vllm-project/vllm/blob/main/vllm/config/lora.py */
const RANKS: readonly number[] = [1, 8, 16, 32, 64, 128, 256, 320, 512];

const STEP = '(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]{1,96}';
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$/;

/** Those props with every choice made. */
export type LoraRoom = Required<Pick<LoraProps, 'maxLoras' | 'maxLoraRank'>> & Pick<LoraProps, 'maxCpuLoras' | 'dynamicPath'>;

/** The room for adapters that a pool asks for. Throws on what the engine has no kernels for. */
export function loraRoom(props: LoraProps, scope: Construct): LoraRoom {
  requireRecord('lora', props, scope);
  requireProps(props, scope);
  const { maxLoras = 4, maxLoraRank = 16, maxCpuLoras, dynamicPath } = props;
  requireCount('lora.maxLoras', maxLoras, { min: 1, max: 256 }, scope);
  requireRank('lora.maxLoraRank', maxLoraRank, scope);
  whereGiven(maxCpuLoras, (count) => requireCount('lora.maxCpuLoras', count, { min: maxLoras }, scope));
  whereGiven(dynamicPath, (path) => requirePath('lora.dynamicPath', path, scope));
  return { maxLoras, maxLoraRank, ...(maxCpuLoras !== undefined && { maxCpuLoras }), ...(dynamicPath !== undefined && { dynamicPath }) };
}

/** Refuses an adapter that the engine cannot load, or that nobody can find. */
export function requireAdapter(props: AdapterProps, room: LoraRoom, scope: Construct): void {
  requireProps(props, scope);
  requireCount('rank', props.rank, { min: 1 }, scope);
  whereGiven(props.repository, (repository) => requireForm('repository', repository, new RegExp(`^${STEP}/${STEP}$`), 'owner and name on the model hub, such as bank/ledger-lora', scope));
  whereGiven(props.revision, (revision) => requireForm('revision', revision, new RegExp(`^${STEP}$`), 'a commit, a tag or a branch without slashes', scope));
  whereGiven(props.path, (path) => requirePath('path', path, scope));
  if (props.repository === undefined && props.path === undefined) {
    const remedy = 'give the repository that it is mirrored from, or the path where whoever made it puts it';
    throw new ValidationError({ code: 'AdapterNowhere', prop: 'path', value: undefined, rule: "must be given where there is no 'repository'", remedy }, scope);
  }
  if (props.rank > room.maxLoraRank) {
    const larger = RANKS.find((rank) => rank >= props.rank);
    const remedy = larger === undefined ? `train it with at most ${RANKS[RANKS.length - 1]}` : `raise 'maxLoraRank' to ${larger}, which takes memory of the cache`;
    throw new ValidationError({ code: 'RankTooLarge', prop: 'rank', value: props.rank, rule: `is above the 'maxLoraRank' (${room.maxLoraRank}) of the pool`, remedy }, scope);
  }
}

/** Refuses a name that a client could not ask for, or that stands for something else already. */
export function requireAdapterName(name: string, taken: readonly string[], scope: Construct): void {
  requireForm('name', name, NAME, 'a name of letters, digits, dots, hyphens and underscores, such as ledger-sql', scope);
  if (taken.includes(name)) {
    throw new ValidationError({ code: 'AdapterNameTaken', prop: 'name', value: name, rule: 'is served by the pool already', remedy: 'name it otherwise' }, scope);
  }
}

function requireRank(prop: string, value: number, scope: Construct): void {
  if (!RANKS.includes(value)) {
    throw new ValidationError({ code: 'RankUnknown', prop, value, rule: 'is no rank that the engine has kernels for', remedy: oneOf(value, RANKS.map(String)) }, scope);
  }
}

function requirePath(prop: string, path: unknown, scope: Construct): void {
  requireForm(prop, path, new RegExp(`^${STEP}(/${STEP})*$`), 'a path of letters, digits, dots, hyphens and underscores, without a slash at either end', scope);
}
