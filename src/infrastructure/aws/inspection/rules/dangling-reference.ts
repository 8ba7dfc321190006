import type { Objection } from '../../../../target/infrastructure';
import { isObject, type Block, type Leaf } from '../block';
import type { Configuration } from '../configuration';
import { addressOf, namesIn, referencesIn, type Reference } from '../reference';
import type { Rule } from '../rule';

/** Whatever an expression names is there: a construct may have been removed, or its name misspelt. */
export const danglingReferences: Rule = (configuration) => {
  const providers = providerNames(configuration);
  return configuration.blocks.flatMap((block) => [...missing(configuration, block, providers), ...aliases(configuration, block)]);
};

/** One objection for each thing that a block misses, however often it names it. */
function missing(configuration: Configuration, block: Block, providers: ReadonlySet<string>): readonly Objection[] {
  const found = new Map<string, Objection>();
  for (const leaf of block.leaves) {
    for (const reference of referencesOf(leaf).filter(({ type }) => providers.has(type.replace(/_.*$/, '')))) {
      const address = addressOf(reference);
      if (configuration.find(reference) === undefined && !found.has(address)) {
        found.set(address, block.objection(leaf.attribute, {
          code: 'DanglingReference', value: leaf.value, rule: `refers to '${address}', which this environment does not have`, remedy: 'restore it, or refer to something else',
        }));
      }
    }
  }
  return [...found.values()];
}

function referencesOf({ field, value }: Leaf): readonly Reference[] {
  if (typeof value !== 'string') {
    return [];
  }
  return field === 'depends_on' ? namesIn(value) : referencesIn(value);
}

/** A resource may name the provider that makes it: `aws.replica`. */
function aliases({ blocks }: Configuration, block: Block): readonly Objection[] {
  const { provider } = block.body;
  const [type, alias] = typeof provider === 'string' ? provider.split('.') : [];
  if (!['resource', 'data'].includes(block.kind) || alias === undefined || blocks.some((other) => other.kind === 'provider' && other.type === type && other.body.alias === alias)) {
    return [];
  }
  return [block.objection('provider', { code: 'DanglingReference', value: provider, rule: 'is a provider that this environment does not have', remedy: 'restore it, or name another' })];
}

/** Types begin with the name of their provider; of other words with underscores nothing is known. */
function providerNames({ blocks }: Configuration): ReadonlySet<string> {
  const required = blocks.flatMap(({ kind, body }) => kind === 'terraform' && isObject(body.required_providers) ? Object.keys(body.required_providers) : []);
  return new Set([...required, ...blocks.filter(({ kind }) => kind === 'provider').map(({ type }) => type)]);
}
