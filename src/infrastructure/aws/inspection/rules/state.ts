import { AwsRegionCountries } from '../../../../catalog/aws-region-countries';
import type { AwsRegion } from '../../../../catalog/aws-regions';
import type { Objection } from '../../../../target/infrastructure';
import { isObject, type Block } from '../block';
import type { Rule } from '../rule';

const RULE = 'must be declared where there are cloud resources: without one, their state lands in a folder of the machine that synthesised them';

/** The state, which holds every secret, has one place, in the country of the environment. */
export const stateNearby: Rule = ({ blocks, resources }, { region }) => {
  const settings = blocks.filter(({ kind }) => kind === 'terraform');
  const backends = settings.flatMap(({ body }) => [...isObject(body.backend) ? Object.keys(body.backend) : [], ...isObject(body.cloud) ? ['cloud'] : []]);
  if (backends.length === 0 && resources.length > 0) {
    return [{ violation: { code: 'BackendUndeclared', prop: 'terraform.backend', value: undefined, rule: RULE, remedy: 'undo the override that removed it' } }];
  }
  return [
    ...backends.length > 1 ? [{ violation: { code: 'BackendAmbiguous', prop: 'terraform.backend', value: backends, rule: 'must be one', remedy: "declare the other one as the target's 'backend' instead" } }] : [],
    ...settings.flatMap((block) => abroad(block, region)),
  ];
};

function abroad(block: Block, region: AwsRegion): readonly Objection[] {
  return block.leaves.filter(({ field }) => field === 'backend.s3.region').flatMap(({ attribute, value }) => {
    const country = value === region.code ? region.country : AwsRegionCountries.of(String(value));
    return country === undefined || country === region.country ? [] : [block.objection(attribute, {
      code: 'StateElsewhere', value, rule: `is in '${country}', but the state holds secrets of an environment in '${region.country}'`, remedy: `keep it in a bucket in '${region.country}'`,
    })];
  });
}
