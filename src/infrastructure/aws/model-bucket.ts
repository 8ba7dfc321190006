import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Construct } from 'constructs';
import { policyDocument } from './iam-policy';
import { ValidationError } from '../../errors/validation-error';

/** Longest name of a bucket. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_NAME_LENGTH = 63;

/** A bucket to create. */
export interface ModelBucketProps {
  /** Unique in the partition. */
  readonly bucketName: string;
  /** ARN of the key of its objects. @default - a key of Amazon's own */
  readonly keyArn?: string;
  readonly deletionProtection: boolean;
}

/** The bucket that a zone's models are read from: versioned, encrypted, never public, over TLS only. */
export class ModelBucket extends Construct {
  public readonly resource: S3Bucket;

  constructor(scope: Construct, id: string, props: ModelBucketProps) {
    super(scope, id);
    requireBucketName(props.bucketName, this);
    const { deletionProtection } = props;
    this.resource = new S3Bucket(this, 'Resource', {
      bucket: props.bucketName, forceDestroy: !deletionProtection, lifecycle: deletionProtection ? { preventDestroy: true } : undefined,
    });
    this.protect(props);
    new S3BucketVersioningA(this, 'Versioning', { bucket: this.resource.id, versioningConfiguration: { status: 'Enabled' } });
    new S3BucketLifecycleConfiguration(this, 'Lifecycle', {
      bucket: this.resource.id,
      rule: [{ id: 'abandoned-uploads', status: 'Enabled', filter: [{ prefix: '' }], abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }] }],
    });
  }

  private protect({ keyArn }: ModelBucketProps): void {
    const bucket = this.resource.id;
    new S3BucketOwnershipControls(this, 'Ownership', { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } });
    const block = new S3BucketPublicAccessBlock(this, 'PublicAccess', { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true });
    new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      bucket,
      rule: [{
        bucketKeyEnabled: keyArn === undefined ? undefined : true,
        applyServerSideEncryptionByDefault: { sseAlgorithm: keyArn === undefined ? 'AES256' : 'aws:kms', kmsMasterKeyId: keyArn },
      }],
    });
    new S3BucketPolicy(this, 'Policy', {
      bucket,
      policy: policyDocument({
        Sid: 'TlsOnly', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [this.resource.arn, `${this.resource.arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      // The two change one thing behind the scenes and fail when they meet.
      dependsOn: [block],
    });
  }
}

function requireBucketName(bucketName: string, scope: Construct): void {
  if (bucketName.length > BUCKET_NAME_LENGTH) {
    throw new ValidationError({
      code: 'BucketNameTooLong', prop: 'id', value: bucketName,
      rule: `makes the name of a bucket of ${bucketName.length} characters, at most ${BUCKET_NAME_LENGTH}`, remedy: 'choose shorter ids for the environment or the zone',
    }, scope);
  }
}
