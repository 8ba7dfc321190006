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
    message: "'attentionHeads' (0) must be a whole number from 1 to 1024; set it to 1 or more",
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
    message: "'countries' (Germany) must be two upper-case letters of ISO 3166-1, such as CH; correct its spelling",
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
  {
    name: 'a model of nothing', code: 'NotAnObject',
    message: "'facts' (undefined) must be an object; write it in braces, name by name",
    build: () => Model.custom(unchecked(undefined)),
  },
  {
    name: 'a model of negative weight', code: 'NotANumber',
    message: "'weightsGib' (-1) must be a number above 0 and at most 16384; correct its value",
    build: () => Model.custom({ ...Model.LLAMA_3_1_8B_INSTRUCT, weightsGib: -1 }),
  },
  {
    name: 'a model that weighs no number', code: 'NotANumber',
    message: "'weightsGib' (NaN) must be a number above 0 and at most 16384; correct its value",
    build: () => Model.custom({ ...Model.LLAMA_3_1_8B_INSTRUCT, weightsGib: NaN }),
  },
  {
    name: 'a model without attention', code: 'NotACount',
    message: "'attention.length' (0) must be a whole number of at least 1; set it to 1 or more",
    build: () => Model.custom({ ...Model.LLAMA_3_1_8B_INSTRUCT, attention: [] }),
  },
  {
    name: 'a model in an unknown format', code: 'NotAnAlternative',
    message: "'weightsFormat' (fp3) must be a number format; did you mean 'fp8'? use one of: bf16, fp8, int4, int8, mxfp4, nvfp4",
    build: () => Model.custom({ ...Model.LLAMA_3_1_8B_INSTRUCT, weightsFormat: unchecked('fp3') }),
  },
  {
    name: 'a model whose name breaks a command line', code: 'WrongForm',
    message: "'name' (my model) must be a name of letters, digits, dots, hyphens and underscores, such as llama-3.3-70b-instruct; correct its spelling",
    build: () => Model.custom({ ...Model.LLAMA_3_1_8B_INSTRUCT, name: 'my model' }),
  },
  {
    name: 'a model from outside of the hub', code: 'WrongForm',
    message: "'repository' (../../etc/passwd) must be owner and name on the model hub, such as meta-llama/Llama-3.3-70B-Instruct; correct its spelling",
    build: () => Model.custom({ ...Model.LLAMA_3_1_8B_INSTRUCT, repository: '../../etc/passwd' }),
  },
  {
    name: 'an accelerator that no plugin offers', code: 'NotAnAlternative',
    message: "'resourceName' (nvidia.com/gpus) must be the resource of a device plugin that the library runs; did you mean 'nvidia.com/gpu'? use one of: nvidia.com/gpu",
    build: () => Accelerator.custom({ ...Accelerator.L4, resourceName: unchecked('nvidia.com/gpus') }),
  },
  {
    name: 'a law of no country', code: 'NowhereInForce',
    message: "'countries' ([]) must name the countries where the law applies; name one or more",
    build: () => Jurisdiction.custom({ ...Jurisdiction.GERMANY, countries: [] }),
  },
  {
    name: 'a law of a country that is none', code: 'UnknownCountry',
    message: "'countries' (XX) is no country of ISO 3166-1; use the code of the country",
    build: () => Jurisdiction.custom({ ...Jurisdiction.GERMANY, countries: ['XX'] }),
  },
  {
    name: 'a region with the zones of another', code: 'WrongForm',
    message: "'availabilityZones' (us-east-1a) must be names of zones of 'eu-central-1', such as 'eu-central-1a'; correct its spelling",
    build: () => AwsRegion.custom({ ...AwsRegion.EU_CENTRAL_1, availabilityZones: ['us-east-1a', 'us-east-1b'] }),
  },
  {
    name: 'a region of one zone, twice', code: 'GivenTwice',
    message: "'availabilityZones' (eu-central-1a) is given twice; name each once",
    build: () => AwsRegion.custom({ ...AwsRegion.EU_CENTRAL_1, availabilityZones: ['eu-central-1a', 'eu-central-1a'] }),
  },
  {
    name: 'a region of an unknown partition', code: 'NotAnAlternative',
    message: "'partition' (aws-eu) must be a partition that the library knows; did you mean 'aws-eusc'? use one of: aws, aws-eusc, aws-us-gov",
    build: () => AwsRegion.custom({ ...AwsRegion.EU_CENTRAL_1, partition: unchecked('aws-eu') }),
  },
  {
    name: 'an accelerator of nothing', code: 'NotAnObject',
    message: "'facts' (undefined) must be an object; write it in braces, name by name",
    build: () => Accelerator.custom(unchecked(undefined)),
  },
  {
    name: 'a region of nothing', code: 'NotAnObject',
    message: "'facts' (undefined) must be an object; write it in braces, name by name",
    build: () => AwsRegion.custom(unchecked(undefined)),
  },
  {
    name: 'a law of nothing', code: 'NotAnObject',
    message: "'facts' (undefined) must be an object; write it in braces, name by name",
    build: () => Jurisdiction.custom(unchecked(undefined)),
  },
];
