import { requireCount, requireKind, requireOneOf, whereGiven } from '../../errors/requirements';

/** What a group of layers says, before it is known that it does. */
type Facts = Readonly<Record<string, unknown>>;

/** The whole numbers that layers of each kind state, and those that they may leave out. */
const COUNTS: Readonly<Record<string, { readonly required: readonly string[]; readonly optional: readonly string[] }>> = {
  full: { required: ['kvHeads', 'headDim'], optional: ['valueDim'] },
  sliding: { required: ['kvHeads', 'headDim', 'window'], optional: ['valueDim'] },
  chunked: { required: ['kvHeads', 'headDim', 'chunk'], optional: ['valueDim'] },
  latent: { required: ['latentDim', 'ropeDim'], optional: ['fp8Bytes'] },
  indexer: { required: ['keyDim'], optional: [] },
  recurrent: { required: ['convChannels', 'convKernel', 'heads', 'headDim', 'stateDim'], optional: [] },
};

/** Refuses what is no group of layers of one attention kind. */
export function requireAttentionGroup(prop: string, value: unknown): void {
  requireKind(prop, value, 'AttentionGroup', []);
  const group = value as Facts;
  requireOneOf(`${prop}.kind`, group.kind, Object.keys(COUNTS), 'a kind of attention');
  const { required, optional } = COUNTS[group.kind as string]!;
  const counts = ['layers', ...required, ...optional.filter((name) => group[name] !== undefined)];
  counts.forEach((name) => requireCount(`${prop}.${name}`, group[name], { min: 1 }));
  if (group.kind === 'recurrent') {
    requireState(prop, group);
  }
}

function requireState(prop: string, { stateBytes, groups }: Facts): void {
  requireCount(`${prop}.stateBytes`, stateBytes, { min: 2, max: 4 });
  whereGiven(groups, (given) => {
    requireKind(`${prop}.groups`, given, 'group of channels', []);
    requireCount(`${prop}.groups.count`, (given as Facts).count, { min: 1 });
    requireCount(`${prop}.groups.channels`, (given as Facts).channels, { min: 1 });
  });
}
