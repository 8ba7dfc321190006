import { TerraformDataSource, TerraformElement } from 'cdktf';

/** How Terraform's expressions name an element: `aws_kms_key.Key`; a provider has no type and is named by none. */
export function addressOf(element: TerraformElement): string {
  const { terraformResourceType } = element as { readonly terraformResourceType?: string };
  const prefix = TerraformDataSource.isTerraformDataSource(element) ? 'data.' : '';
  return `${prefix}${terraformResourceType}.${element.friendlyUniqueId}`;
}
