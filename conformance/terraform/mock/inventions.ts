import type { Fields } from './eks-api';

/** Something that the mock answers and the API does not. */
export const INVENTIONS = ['nodegroup.remoteAccess', 'DescribeLaunchTemplateVersions: launch-template'] as const;

/** Access for administrators, which the mock adds to every node group. */
const REMOTE_ACCESS = INVENTIONS[0];
/** Tags of a launch template itself, which the mock lists among the tags of what is launched from it. */
const TEMPLATE_TAGS = INVENTIONS[1];

const TAGS_OF_TEMPLATE = /<item><resourceType>launch-template<\/resourceType><tagSet>.*?<\/tagSet><\/item>/gs;

/** A node group without what nobody asked for; `onUse` is told of what is taken away. */
export function withoutRemoteAccess(nodegroup: Fields, stated: Fields, onUse: (invention: string) => void): Fields {
  const { remoteAccess, ...rest } = nodegroup;
  if (remoteAccess === undefined || remoteAccess === null || stated.remoteAccess !== undefined) {
    return nodegroup;
  }
  onUse(REMOTE_ACCESS);
  return rest;
}

/** An answer of EC2 without the tags of launch templates among those of instances and volumes. */
export function withoutTemplateTags(xml: string, onUse: (invention: string) => void): string {
  const without = xml.replace(TAGS_OF_TEMPLATE, '');
  if (without !== xml) {
    onUse(TEMPLATE_TAGS);
  }
  return without;
}
