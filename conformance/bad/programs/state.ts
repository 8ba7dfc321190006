import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { LocalBackend, TerraformBackend } from 'cdktf';
import { BadProgram, collected, unchecked } from '../bad-program';
import { anEnvironment, atAmazon, onPremises } from '../blueprint';
import { StateBackend } from 'aiplane';

/** Terraform states that lie nowhere, or where they must not. */
export const STATE: readonly BadProgram[] = [
  {
    name: 'Amazon without a backend', code: 'WrongKind',
    message: "'backend' (undefined) must be a StateBackend; use one of StateBackend.s3({ bucket: '…' }), StateBackend.local(), StateBackend.custom(…)",
    build: () => atAmazon({ backend: unchecked(undefined) }),
  },
  {
    name: 'a backend by its name', code: 'WrongKind',
    message: "'backend' (s3) must be a StateBackend; use one of StateBackend.s3({ bucket: '…' }), StateBackend.local(), StateBackend.custom(…)",
    build: () => atAmazon({ backend: unchecked('s3') }),
  },
  {
    name: 'a bucket without a name', code: 'NotAText',
    message: "'bucket' () must be a string that is not empty; give it a value",
    build: () => atAmazon({ backend: StateBackend.s3({ bucket: '' }) }),
  },
  {
    name: 'a state on one machine alone', code: 'AbsolutePath',
    message: "'directory' (/var/lib/terraform) must be relative to the project; write it without a leading slash",
    build: () => atAmazon({ backend: StateBackend.local({ directory: '/var/lib/terraform' }) }),
  },
  {
    name: 'a backend that declares none', code: 'BackendUndeclared',
    message: collected("[munich] 'backend' (undefined) must be declared where there are cloud resources: without one, their state lands in a folder of the machine that synthesised them; give the target a 'backend', such as StateBackend.s3({…})"),
    build: (platform) => anEnvironment(platform, atAmazon({ backend: StateBackend.custom(() => undefined) })),
  },
  {
    name: 'a backend that is taken away', code: 'BackendUndeclared',
    message: collected("[munich] 'backend' (undefined) must be declared where there are cloud resources: without one, their state lands in a folder of the machine that synthesised them; give the target a 'backend', such as StateBackend.s3({…})"),
    build: (platform) => {
      const environment = anEnvironment(platform, atAmazon());
      const backend = environment.node.findAll().find((construct) => TerraformBackend.isBackend(construct))!;
      environment.node.tryRemoveChild(backend.node.id);
    },
  },
  {
    name: 'two backends',
    message: "There is already a Construct with name 'backend' in Environment [munich]",
    build: (platform) => new LocalBackend(anEnvironment(platform, atAmazon()), { path: 'terraform.tfstate' }),
  },
  {
    name: 'a bucket of ones own at a site without state', code: 'BackendUndeclared',
    message: collected("[munich] 'backend' (undefined) must be declared where there are cloud resources: without one, their state lands in a folder of the machine that synthesised them; give the target a 'backend', such as StateBackend.s3({…})"),
    build: (platform) => {
      const environment = anEnvironment(platform);
      new AwsProvider(environment, 'Aws', { region: 'eu-central-1' });
      new S3Bucket(environment, 'Archive', { bucket: 'archive' });
    },
  },
  {
    name: 'a bucket of ones own without its provider',
    message: collected("[munich] Found resources without a matching provider construct. Please make sure to add provider constructs [e.g. new RandomProvider(...)] to your stack 'munich' for the following providers: aws"),
    build: (platform) => {
      const backend = StateBackend.s3({ bucket: 'bank-terraform-state', region: 'eu-central-1' });
      new S3Bucket(anEnvironment(platform, onPremises({ backend })), 'Archive', { bucket: 'archive' });
    },
  },
  {
    name: 'one state for two environments', code: 'StateShared',
    message: collected('[berlin] \'backend\' ({"s3":{"bucket":"bank-terraform-state","key":"platform.tfstate","region":"eu-central-1","encrypt":true,"use_lockfile"...) is the state of \'frankfurt\' too; give each environment a state of its own'),
    build: (platform) => {
      const backend = StateBackend.s3({ bucket: 'bank-terraform-state', key: 'platform.tfstate' });
      ['frankfurt', 'berlin'].forEach((id) => anEnvironment(platform, atAmazon({ backend }), id));
    },
  },
  {
    name: 'a resource that is an override alone, at a site without state', code: 'BackendUndeclared',
    message: collected("[munich] 'backend' (undefined) must be declared where there are cloud resources: without one, their state lands in a folder of the machine that synthesised them; give the target a 'backend', such as StateBackend.s3({…})"),
    build: (platform) => anEnvironment(platform).addOverride('resource.aws_s3_bucket.archive', { bucket: 'archive' }),
  },
  {
    name: 'a backend of ones own that is no function', code: 'NotAFunction',
    message: "'declare' (http) must be a function; pass one, such as (stack) => new HttpBackend(stack, {…})",
    build: () => StateBackend.custom(unchecked('http')),
  },
];
