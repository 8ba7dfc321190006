import { LocalBackend, S3Backend, TerraformStack } from 'cdktf';
import { requireForm, requireFunction, requireProps, requireText, whereGiven } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';

/** Where a bucket keeps Terraform's state. */
export interface S3StateProps {
  /** Name of a bucket that exists; its versioning should be on. */
  readonly bucket: string;
  /** Name of the object; environments that share a bucket need different ones. @default - `<environment>/terraform.tfstate` */
  readonly key?: string;
  /** Code of the bucket's region. @default - the region of the environment */
  readonly region?: string;
  /** Key that the state is encrypted with, its ARN. @default - the bucket's own encryption */
  readonly kmsKeyId?: string;
}

/** Where a folder keeps Terraform's state. */
export interface LocalStateProps {
  /** Folder, seen from the project. @default - the project itself */
  readonly directory?: string;
}

/**
 * Where Terraform keeps what it knows of an environment.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend
 */
export abstract class StateBackend {
  /** State in a bucket, encrypted, locked by a file beside it. */
  public static s3(props: S3StateProps): StateBackend {
    return new S3State(props);
  }

  /** State in a file `terraform.<environment>.tfstate`: for one person's trials, because nobody else sees or locks it. */
  public static local(props: LocalStateProps = {}): StateBackend {
    return new LocalState(props);
  }

  /** Any other backend of cdktf: `declare` creates it in the stack, such as `new HttpBackend(stack, {…})`. */
  public static custom(declare: (stack: TerraformStack, environmentName: string) => void): StateBackend {
    return new DeclaredState(declare);
  }

  /** Declares the backend of a stack; `region` is where the environment runs, if that is known. */
  public abstract bind(stack: TerraformStack, environmentName: string, region?: string): void;
}

class S3State extends StateBackend {
  constructor(private readonly props: S3StateProps) {
    super();
    requireProps(props);
    requireForm('bucket', props.bucket, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket name of 3 to 63 lower-case letters, digits, dots and hyphens');
    whereGiven(props.key, (key) => requireForm('key', key, /^(?!\/)[\w./-]{1,1024}(?<!\/)$/, 'the name of an object, without a slash at its ends'));
    whereGiven(props.region, (region) => requireForm('region', region, /^[a-z]+(-[a-z]+)+-\d+$/, "a region code, such as 'eu-central-1'"));
    whereGiven(props.kmsKeyId, (arn) => requireForm('kmsKeyId', arn, /^arn:\S+$/, 'the ARN of a key'));
  }

  public bind(stack: TerraformStack, environmentName: string, environmentRegion?: string): void {
    const { bucket, kmsKeyId, key = `${environmentName}/terraform.tfstate`, region = environmentRegion } = this.props;
    // Terraform's own list of regions is older than the sovereign partition, whatever the provider knows.
    const skipRegionValidation = region?.startsWith('eusc-') ? true : undefined;
    const backend = new S3Backend(stack, { bucket, key, region, kmsKeyId, skipRegionValidation, encrypt: true });
    // cdktf has no property for the lock that replaced the table of DynamoDB.
    backend.addOverride('use_lockfile', true);
  }
}

class LocalState extends StateBackend {
  constructor(private readonly props: LocalStateProps) {
    super();
    requireProps(props);
    whereGiven(props.directory, requireRelative);
  }

  public bind(stack: TerraformStack, environmentName: string): void {
    // cdktf's default is an absolute path, which would differ from machine to machine; this one starts where cdktf runs
    // Terraform: in cdktf.out/stacks/<environment>.
    const folder = this.props.directory === undefined ? '' : `${this.props.directory.replace(/\/+$/, '')}/`;
    new LocalBackend(stack, { path: `../../../${folder}terraform.${environmentName}.tfstate` });
  }
}

class DeclaredState extends StateBackend {
  constructor(private readonly declare: (stack: TerraformStack, environmentName: string) => void) {
    super();
    requireFunction('declare', declare, '(stack) => new HttpBackend(stack, {…})');
  }

  public bind(stack: TerraformStack, environmentName: string): void {
    this.declare(stack, environmentName);
  }
}

function requireRelative(directory: string): void {
  requireText('directory', directory);
  if (/^([A-Za-z]:|[\\/])/.test(directory)) {
    throw new ValidationError({ code: 'AbsolutePath', prop: 'directory', value: directory, rule: 'must be relative to the project', remedy: 'write it without a leading slash' });
  }
}
