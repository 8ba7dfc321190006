import { isExpression, type Block, type Fault } from '../block';
import { outside } from '../region-of';
import type { Rule } from '../rule';

const OPAQUE = { code: 'Opaque', rule: 'cannot be judged before the deployment', remedy: 'state the region in the program' };

/** Every provider of Amazon works in the region of the environment, and says so. */
export const providerRegion: Rule = ({ blocks, resources }, { region }) => {
  const providers = blocks.filter(({ kind, type }) => kind === 'provider' && ['aws', 'awscc'].includes(type));
  if (providers.length === 0 && resources.length > 0) {
    return [{ violation: { prop: 'provider.aws', value: undefined, code: 'Opaque', rule: 'must say which region resources are created in', remedy: 'undo the override that removed it' } }];
  }
  return providers.flatMap((provider) => faults(provider, region.code).map((fault) => provider.objection('region', fault)));
};

function faults({ body: { region } }: Block, code: string): Fault[] {
  if (typeof region !== 'string' || isExpression(region)) {
    return [{ ...OPAQUE, value: region }];
  }
  return region === code ? [] : [outside(region, code)];
}
