import type { AwsRegion } from '../../../../catalog/aws-regions';
import type { Fault, Leaf } from '../block';
import type { Rule } from '../rule';

const ARN = /\barn:(aws[a-z-]*):[^"'\s,\\\]}]*/g;
/** Addresses of a service in a region, as nothing but a client reads them; principals of services keep one suffix everywhere. */
const HOST = /(?:https?:\/\/|\d{12}\.dkr\.)[a-z0-9.-]*\.([a-z]{2,4}(?:-[a-z]+)+-\d+)\.(amazonaws\.[a-z.]*[a-z])/g;
/** Words for people. */
const PROSE = /^(description|comment|(default_)?tags(_all)?)(\.|$)/;

/** No name is of another partition: nothing there can be reached, and no policy that says so takes effect. */
export const ownPartition: Rule = ({ blocks }, { region }) => blocks
  .filter(({ kind }) => kind === 'resource' || kind === 'data' || kind === 'provider')
  .flatMap((block) => block.leaves
    .filter(({ field }) => !PROSE.test(field))
    .flatMap((leaf) => faults(leaf, region).map((fault) => block.objection(leaf.attribute, fault))));

function faults({ value }: Leaf, region: AwsRegion): Fault[] {
  const text = typeof value === 'string' ? value : '';
  const arns = [...text.matchAll(ARN)].filter(([, partition]) => partition !== region.partition).map(([arn, partition]): Fault => ({
    code: 'WrongPartition', value: arn, rule: `is in the partition '${partition}', but '${region.code}' is in '${region.partition}'`, remedy: `write 'arn:${region.partition}:…'`,
  }));
  const hosts = [...text.matchAll(HOST)].filter(([, code, suffix]) => code === region.code && suffix !== region.dnsSuffix).map(([host]): Fault => ({
    code: 'WrongPartition', value: host, rule: `is no host of '${region.code}'`, remedy: `end it in '${region.dnsSuffix}'`,
  }));
  return [...arns, ...hosts];
}
