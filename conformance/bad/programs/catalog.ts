import { BadProgram, unchecked } from '../bad-program';
import { Accelerator, AwsInstanceType, AwsRegion, Jurisdiction, Model } from 'aiplane';

/** Rows that a catalog does not take. */
export const CATALOG: readonly BadProgram[] = [
  {
    name: 'a model without a name', code: 'NotAText',
    message: "'name' () must be a string that is not empty; give it a value",
    build: () => Model.custom({ ...Model.LLAMA_3_1_8B_INSTRUCT, name: '' }),
  },
  {
    name: 'a model without a repository', code: 'NotAText',
    message: "'repository' (undefined) must be a string that is not empty; give it a value",
    build: () => Model.custom({ ...Model.LLAMA_3_1_8B_INSTRUCT, repository: unchecked(undefined) }),
  },
  {
    name: 'a model without heads', code: 'NotACount',
    message: "'attentionHeads' (0) must be a whole number of at least 1; set it to 1 or more",
    build: () => Model.custom({ ...Model.LLAMA_3_1_8B_INSTRUCT, attentionHeads: 0 }),
  },
  {
    name: 'a model that remembers nothing', code: 'NotACount',
    message: "'maxModelLen' (-1) must be a whole number of at least 1; set it to 1 or more",
    build: () => Model.custom({ ...Model.LLAMA_3_1_8B_INSTRUCT, maxModelLen: -1 }),
  },
  {
    name: 'an accelerator without a name', code: 'NotAText',
    message: "'name' (undefined) must be a string that is not empty; give it a value",
    build: () => Accelerator.custom({ ...Accelerator.L4, name: unchecked(undefined) }),
  },
  {
    name: 'an accelerator without memory', code: 'NotACount',
    message: "'memoryMib' (-1) must be a whole number of at least 1; set it to 1 or more",
    build: () => Accelerator.custom({ ...Accelerator.L4, memoryMib: -1 }),
  },
  {
    name: 'a country by its name', code: 'WrongForm',
    message: "'countries' (Germany) must be two upper-case letters of ISO 3166-1; correct its spelling",
    build: () => Jurisdiction.custom({ ...Jurisdiction.GERMANY, countries: ['Germany'] }),
  },
  {
    name: 'a region by its place', code: 'WrongForm',
    message: "'code' (Frankfurt) must be a region code, such as 'eu-central-1'; correct its spelling",
    build: () => AwsRegion.custom({ ...AwsRegion.EU_CENTRAL_1, code: 'Frankfurt' }),
  },
  {
    name: 'a region of one availability zone', code: 'TooFewZones',
    message: '\'availabilityZones\' (["eu-central-1a"]) must be at least 2: a cluster refuses fewer; name more zones of the region',
    build: () => AwsRegion.custom({ ...AwsRegion.EU_CENTRAL_1, availabilityZones: ['eu-central-1a'] }),
  },
  {
    name: 'an instance type with a slip', code: 'UnknownInstanceType',
    message: "'name' (p5.48xlrage) is not an instance type of the catalog; did you mean 'p5.48xlarge'? use one of: c5.metal, c5n.metal, c6i.metal, c7i.metal-24xl, g4dn.12xlarge, g4dn.16xlarge, g4dn.2xlarge, g4dn.4xlarge, g4dn.8xlarge, g4dn.xlarge, g5.12xlarge, g5.16xlarge, g5.24xlarge, g5.2xlarge, g5.48xlarge, g5.4xlarge, g5.8xlarge, g5.xlarge, g6.12xlarge, g6.16xlarge, g6.24xlarge, g6.2xlarge, g6.48xlarge, g6.4xlarge, g6.8xlarge, g6.xlarge, g6e.12xlarge, g6e.16xlarge, g6e.24xlarge, g6e.2xlarge, g6e.48xlarge, g6e.4xlarge, g6e.8xlarge, g6e.xlarge, g7e.12xlarge, g7e.24xlarge, g7e.2xlarge, g7e.48xlarge, g7e.4xlarge, g7e.8xlarge, m5.metal, m5zn.metal, m6i.metal, m6i.xlarge, m7i.2xlarge, m7i.metal-24xl, m7i.metal-48xl, m7i.xlarge, p4d.24xlarge, p4de.24xlarge, p5.48xlarge, p5.4xlarge, p5e.48xlarge, p5en.48xlarge, p6-b200.48xlarge, r5.metal, r6i.metal, r7i.metal-24xl, z1d.metal",
    build: () => AwsInstanceType.of('p5.48xlrage'),
  },
  {
    name: 'an instance type without CPUs', code: 'NotACount',
    message: "'vcpus' (NaN) must be a whole number of at least 1; set it to 1 or more",
    build: () => AwsInstanceType.custom({ ...AwsInstanceType.of('m7i.xlarge'), vcpus: NaN }),
  },
];
