import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { Construct } from 'constructs';
import type { AwsEnvironment } from './aws-environment';
import { registryHost } from '../../catalog/aws-regions';
import { ValidationError } from '../../errors/validation-error';
import { qualified, upstreamOf } from '../../target/images';

/** What a path below a registry of Amazon may be. @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
const REPOSITORY_NAME = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const REPOSITORY_NAME_LENGTH = 256;

/** Where the images of an environment are stored: environments that share an account and a region stay apart. */
export function mirrorOf({ account, name }: Pick<AwsEnvironment, 'account' | 'name'>): string {
  return `${registryHost(account.region, account.number)}/${name}`;
}

/** A private repository for each upstream repository that an environment pulls from. */
export class ImageRepositories extends Construct {
  public readonly repositories: readonly EcrRepository[];

  constructor(scope: Construct, id: string, environment: AwsEnvironment, references: readonly string[]) {
    super(scope, id);
    const registry = { mirror: mirrorOf(environment) };
    const paths = references.map((reference) => repositoryPath(upstreamOf(registry, reference) ?? reference));
    this.repositories = [...new Set(paths)].sort().map((path) => this.repository(environment, path));
  }

  private repository({ name, key }: AwsEnvironment, path: string): EcrRepository {
    const repositoryName = `${name}/${path}`;
    if (!REPOSITORY_NAME.test(repositoryName) || repositoryName.length > REPOSITORY_NAME_LENGTH) {
      throw new ValidationError({
        code: 'UnusableRepository', prop: 'image', value: path,
        rule: 'makes no name of a repository: lower case, digits and single separators, no port', remedy: 'copy the image to a registry whose host and path fit, and name that one',
      }, this);
    }
    return new EcrRepository(this, path.replace(/\//g, '-'), {
      name: repositoryName,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: key.arn }],
      // Copies only: what is lost here is fetched again.
      forceDelete: true,
    });
  }
}

/** Host and path of a reference, without tag and digest. */
function repositoryPath(reference: string): string {
  return qualified(reference).replace(/@.*$/, '').replace(/:[^:/]*$/, '');
}
