import { ApiObject, Chart } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { BadProgram, collected, unchecked } from '../bad-program';
import { aMachine, anEnvironment, aPool, atAmazon, aZone, onPremises, someNodes } from '../blueprint';
import { aSiteWithCloud, configMap, FileSystem } from './own-objects';
import { Jurisdiction, Manifests, SovereignDataZone } from 'aiplane';

/** Ids that make no name, one too long, or one that another makes too. */
export const NAMES: readonly BadProgram[] = [
  {
    name: 'an environment with a capital letter', code: 'WrongForm',
    message: "'id' (Munich) must be a DNS-1123 label of at most 40 characters that starts with a letter; correct its spelling",
    build: (platform) => anEnvironment(platform, onPremises(), 'Munich'),
  },
  {
    name: 'an environment that starts with a digit', code: 'WrongForm',
    message: "'id' (12-factory) must be a DNS-1123 label of at most 40 characters that starts with a letter; correct its spelling",
    build: (platform) => anEnvironment(platform, onPremises(), '12-factory'),
  },
  {
    name: 'an environment of 41 letters', code: 'WrongForm',
    message: "'id' (mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm) must be a DNS-1123 label of at most 40 characters that starts with a letter; correct its spelling",
    build: (platform) => anEnvironment(platform, onPremises(), 'm'.repeat(41)),
  },
  {
    name: 'two environments of one id', code: 'IdTaken',
    message: "'id' (munich) is the id of another construct of the platform; give one of the two another id",
    build: (platform) => ['munich', 'munich'].forEach((id) => anEnvironment(platform, onPremises(), id)),
  },
  {
    name: 'two stacks of one id', code: 'NameCollision',
    message: collected("[More/munich] 'id' (More/munich) makes the stack 'munich', which 'munich' makes too; rename one of the two"),
    build: (platform) => {
      anEnvironment(platform);
      new TerraformStack(new Construct(platform, 'More'), 'munich');
    },
  },
  {
    name: 'a zone that starts with a digit', code: 'UnusableName',
    message: "'id' (2026) makes no name for a Namespace: a DNS label starts with a letter; choose other ids below 'munich'",
    build: (platform) => new SovereignDataZone(anEnvironment(platform), '2026', { jurisdiction: Jurisdiction.GERMANY }),
  },
  {
    name: 'a zone of signs alone', code: 'UnusableName',
    message: "'id' (***) makes no name for a Namespace: a DNS label starts with a letter; choose other ids below 'munich'",
    build: (platform) => new SovereignDataZone(anEnvironment(platform), '***', { jurisdiction: Jurisdiction.GERMANY }),
  },
  {
    name: 'a zone whose namespace is too long', code: 'UnusableName',
    message: "'id' (AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA) makes the name 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' of 41 characters, at most 40 for a Namespace; choose shorter ids below 'munich'",
    build: (platform) => new SovereignDataZone(anEnvironment(platform), 'A'.repeat(41), { jurisdiction: Jurisdiction.GERMANY }),
  },
  {
    name: 'a zone whose bucket is too long', code: 'BucketNameTooLong',
    message: "'id' (frankfurt-and-the-surroundings-customer-records-models-111122223333) makes the name of a bucket of 67 characters, at most 63; choose shorter ids for the environment or the zone",
    build: (platform) => new SovereignDataZone(anEnvironment(platform, atAmazon(), 'frankfurt-and-the-surroundings'), 'CustomerRecords', {
      jurisdiction: Jurisdiction.GERMANY,
    }),
  },
  {
    name: 'a pool with a long name', code: 'UnusableName',
    message: "'id' (ChatForEveryCustomerOfEveryBranchOfTheBank) makes the name 'chat-for-every-customer-of-every-branch-of-the-bank' of 51 characters, at most 40 for an InferencePool; choose shorter ids below 'munich/Zone'",
    build: (platform) => {
      const zone = aZone(platform);
      aPool(zone, someNodes(zone), {}, 'ChatForEveryCustomerOfEveryBranchOfTheBank');
    },
  },
  {
    name: 'a machine with a long name', code: 'UnusableName',
    message: "'id' (LedgerOfEveryAccountSinceTheBankWasFoundedLongAgo) makes the name 'ledger-of-every-account-since-the-bank-was-founded-long-ago' of 59 characters, at most 48 for a VirtualMachine; choose shorter ids below 'munich/Zone'",
    build: (platform) => aMachine(aZone(platform), {}, 'LedgerOfEveryAccountSinceTheBankWasFoundedLongAgo'),
  },
  {
    name: 'nodes deep below their zone', code: 'UnusableName',
    message: "'id' (DepartmentOfRetailBanking/Gpus) makes the name 'department-of-retail-banking-gpus' of 33 characters, at most 22 for a node group; choose shorter ids below 'munich/Zone'",
    build: (platform) => {
      const team = new Construct(aZone(platform), 'DepartmentOfRetailBanking');
      someNodes(unchecked(team));
    },
  },
  {
    name: 'two zones of one namespace', code: 'NameCollision',
    message: "'id' (zone) makes the namespace 'zone', which 'munich/Zone' makes too; rename one of the two",
    build: (platform) => {
      const environment = anEnvironment(platform);
      ['Zone', 'zone'].forEach((id) => new SovereignDataZone(environment, id, { jurisdiction: Jurisdiction.GERMANY }));
    },
  },
  {
    name: 'a pool and a machine of one file', code: 'NameCollision',
    message: collected("[munich/Zone/chat/Manifests] 'id' (munich/Zone/chat/Manifests) makes the file '20-workloads/zone-chat.yaml', which 'munich/Zone/Chat/Manifests' makes too; rename one of the two"),
    build: (platform) => {
      const zone = aZone(platform);
      aPool(zone, someNodes(zone));
      aMachine(zone, {}, 'chat');
    },
  },
  {
    name: 'two charts of one file', code: 'NameCollision',
    message: collected(
      "[munich/ownChart] 'id' (munich/ownChart) makes the file '20-workloads/own-chart.yaml', which 'munich/OwnChart' makes too; rename one of the two",
      "[munich/ownChart/Config] 'id' (munich/ownChart/Config) makes the object 'core/ConfigMap/ownchart/ownchart', which 'munich/OwnChart/Config' makes too; rename one of the two",
    ),
    build: (platform) => {
      const environment = anEnvironment(platform);
      ['OwnChart', 'ownChart'].forEach((id) => configMap(new Chart(environment, id), { metadata: { name: id.toLowerCase(), namespace: id.toLowerCase() } }));
    },
  },
  {
    name: 'a chart named as every folder names its index', code: 'ReservedFileName',
    message: "'id' (kustomization) names the file of 'munich/Kustomization', and each folder has a file of its own with that name; give the construct another id",
    build: (platform) => configMap(new Manifests(anEnvironment(platform), 'Kustomization'), { metadata: { namespace: 'shop' } }),
  },
  {
    name: 'two objects of one name', code: 'NameCollision',
    message: collected("[munich/Manifests/config] 'id' (munich/Manifests/config) makes the object 'core/ConfigMap/shop/config', which 'munich/Manifests/Config' makes too; rename one of the two"),
    build: (platform) => {
      const { manifests } = anEnvironment(platform);
      ['Config', 'config'].forEach((id) => configMap(manifests, { metadata: { namespace: 'shop' } }, id));
    },
  },
  {
    name: 'an object of a zone once more by hand', code: 'NameCollision',
    message: collected("[munich/Zone/Objects/Quota] 'id' (munich/Zone/Objects/Quota) makes the object 'core/ResourceQuota/zone/zone', which 'munich/Zone/Manifests/Quota' makes too; rename one of the two"),
    build: (platform) => {
      const { manifests } = aZone(platform);
      new ApiObject(manifests, 'Quota', { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'zone' }, spec: { hard: { pods: '1000' } } });
    },
  },
  {
    name: 'an object whose id makes no name', code: 'UnusableName',
    message: "'id' (2026) makes no name for ConfigMap: a DNS label starts with a letter; choose other ids below 'munich/Manifests'",
    build: (platform) => configMap(anEnvironment(platform).manifests, { metadata: { namespace: 'shop' } }, '2026'),
  },
  {
    name: 'two values of one placeholder', code: 'NameCollision',
    message: collected('[frankfurt] \'id\' ("${aws_efs_file_system.share.id}") makes the placeholder \'FRANKFURT_SHARE_ID\', which \'"${aws_efs_file_system.Share.id}"\' makes too; rename one of the two'),
    build: (platform) => {
      const environment = aSiteWithCloud(platform);
      const data = Object.fromEntries(['Share', 'share'].map((id) => [id, new FileSystem(environment, id).idToken]));
      configMap(environment.manifests, { metadata: { namespace: 'shop' }, data });
    },
  },
  {
    name: 'a zone that would take over the system', code: 'ReservedNamespace',
    message: "'id' (KubeSystem) makes the namespace 'kube-system', which belongs to the cluster; choose another id",
    build: (platform) => new SovereignDataZone(anEnvironment(platform), 'KubeSystem', { jurisdiction: Jurisdiction.GERMANY }),
  },
  {
    name: 'a zone that would take over the default namespace', code: 'ReservedNamespace',
    message: "'id' (default) makes the namespace 'default', which belongs to the cluster; choose another id",
    build: (platform) => new SovereignDataZone(anEnvironment(platform), 'default', { jurisdiction: Jurisdiction.GERMANY }),
  },
];
