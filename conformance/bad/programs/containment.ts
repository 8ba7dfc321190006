import { ApiObject } from 'cdk8s';
import { Testing } from 'cdktf';
import { BadProgram, unchecked } from '../bad-program';
import { aMachine, anEnvironment, aPool, atAmazon, atTheEdge, aZone, onPremises, someNodes } from '../blueprint';
import { Accelerator, AwsRegion, Environment, GpuNodeGroup, IClient, Jurisdiction, SovereignDataZone, Target } from 'aiplane';

/** Constructs that are not where they must be. */
export const CONTAINMENT: readonly BadProgram[] = [
  {
    name: 'an environment in a plain app', code: 'OutsidePlatform',
    message: "'scope' (munich) must be in the scope of a Platform; create the environment below a 'new Platform()'",
    build: () => new Environment(Testing.app(), 'munich', { target: onPremises() }),
  },
  {
    name: 'an environment in nothing', code: 'WrongKind',
    message: "'scope' (undefined) must be a construct; pass the construct that it is to be created below",
    build: () => new Environment(unchecked(undefined), 'munich', { target: onPremises() }),
  },
  {
    name: 'a zone outside of an environment', code: 'OutsideEnvironment',
    message: "'scope' (Zone) must be in the scope of an Environment; create it below a 'new Environment(platform, …)'",
    build: (platform) => new SovereignDataZone(platform, 'Zone', { jurisdiction: Jurisdiction.GERMANY }),
  },
  {
    name: 'a zone without a law', code: 'WrongKind',
    message: "'jurisdiction' (undefined) must be a Jurisdiction; use one of the catalog, such as Jurisdiction.EUROPEAN_UNION, or Jurisdiction.custom({…})",
    build: (platform) => new SovereignDataZone(anEnvironment(platform), 'Zone', unchecked({})),
  },
  {
    name: 'a law by its name', code: 'WrongKind',
    message: "'jurisdiction' (GDPR) must be a Jurisdiction; use one of the catalog, such as Jurisdiction.EUROPEAN_UNION, or Jurisdiction.custom({…})",
    build: (platform) => new SovereignDataZone(anEnvironment(platform), 'Zone', { jurisdiction: unchecked('GDPR') }),
  },
  {
    name: 'keys that nobody holds', code: 'WrongKind',
    message: "'keyCustody' (customer) must be a KeyCustody; use one of: KeyCustody.CUSTOMER, KeyCustody.PROVIDER",
    build: (platform) => new SovereignDataZone(anEnvironment(platform), 'Zone', { jurisdiction: Jurisdiction.GERMANY, keyCustody: unchecked('customer') }),
  },
  {
    name: 'a zone in a zone', code: 'NestedZone',
    message: "'scope' (munich/Zone) is inside the zone 'munich/Zone', and a zone contains no other; create the two zones side by side",
    build: (platform) => new SovereignDataZone(aZone(platform), 'Inner', { jurisdiction: Jurisdiction.GERMANY }),
  },
  {
    name: 'nodes outside of a zone', code: 'OutsideZone',
    message: "'scope' (munich/Gpus) must be in the scope of a SovereignDataZone; create it below a 'new SovereignDataZone(…)'",
    build: (platform) => someNodes(unchecked(anEnvironment(platform))),
  },
  {
    name: 'a pool outside of a zone', code: 'OutsideZone',
    message: "'scope' (munich/Chat) must be in the scope of a SovereignDataZone; create it below a 'new SovereignDataZone(…)'",
    build: (platform) => {
      const zone = aZone(platform);
      aPool(unchecked(Environment.of(zone)), someNodes(zone));
    },
  },
  {
    name: 'a machine outside of a zone', code: 'OutsideZone',
    message: "'scope' (munich/Ledger) must be in the scope of a SovereignDataZone; create it below a 'new SovereignDataZone(…)'",
    build: (platform) => aMachine(unchecked(anEnvironment(platform))),
  },
  {
    name: 'Swiss law at Amazon in Germany', code: 'OutsideJurisdiction',
    message: "'jurisdiction' (SWITZERLAND) does not contain 'DE', the country of 'eu-central-1'; place the zone in an environment there or choose another jurisdiction",
    build: (platform) => new SovereignDataZone(anEnvironment(platform, atAmazon()), 'Zone', { jurisdiction: Jurisdiction.SWITZERLAND }),
  },
  {
    name: 'European law at Amazon in London', code: 'OutsideJurisdiction',
    message: "'jurisdiction' (EUROPEAN_UNION) does not contain 'GB', the country of 'eu-west-2'; place the zone in an environment there or choose another jurisdiction",
    build: (platform) => new SovereignDataZone(anEnvironment(platform, atAmazon({ region: AwsRegion.EU_WEST_2 })), 'Zone', {
      jurisdiction: Jurisdiction.EUROPEAN_UNION,
    }),
  },
  {
    name: 'European law in a Swiss data centre', code: 'OutsideJurisdiction',
    message: "'jurisdiction' (EUROPEAN_UNION) does not contain 'CH', the country of 'muc2'; place the zone in an environment there or choose another jurisdiction",
    build: (platform) => new SovereignDataZone(anEnvironment(platform, onPremises({ country: 'CH' })), 'Zone', {
      jurisdiction: Jurisdiction.EUROPEAN_UNION,
    }),
  },
  {
    name: 'German law in a French factory', code: 'OutsideJurisdiction',
    message: "'jurisdiction' (GERMANY) does not contain 'FR', the country of 'factory-12'; place the zone in an environment there or choose another jurisdiction",
    build: (platform) => aZone(platform, atTheEdge({ country: 'FR' })),
  },
  {
    name: 'German law on OpenShift in Switzerland', code: 'OutsideJurisdiction',
    message: "'jurisdiction' (GERMANY) does not contain 'CH', the country of 'muc2'; place the zone in an environment there or choose another jurisdiction",
    build: (platform) => aZone(platform, Target.openShift({ on: onPremises({ country: 'CH' }) })),
  },
  {
    name: 'nodes of another zone', code: 'ForeignNodes',
    message: "'nodes' (munich/Other/Gpus) is in the zone 'munich/Other', and nodes serve one zone only; create a node group in 'munich/Zone'",
    build: (platform) => {
      const zone = aZone(platform);
      const other = new SovereignDataZone(Environment.of(zone), 'Other', { jurisdiction: Jurisdiction.GERMANY });
      aPool(zone, someNodes(other));
    },
  },
  {
    name: 'nodes of another environment', code: 'ForeignNodes',
    message: "'nodes' (frankfurt/Zone/Gpus) is in the zone 'frankfurt/Zone', and nodes serve one zone only; create a node group in 'munich/Zone'",
    build: (platform) => aPool(aZone(platform), someNodes(aZone(platform, atAmazon(), 'frankfurt'))),
  },
  {
    name: 'a caller of another environment', code: 'ForeignClient',
    message: "'client' (frankfurt/Zone/Ledger) is in 'frankfurt', and a policy does not reach beyond its cluster; call a pool of its own environment",
    build: (platform) => {
      const zone = aZone(platform);
      aPool(zone, someNodes(zone)).allowFrom(aMachine(aZone(platform, atAmazon(), 'frankfurt')));
    },
  },
  {
    name: 'a caller without pods', code: 'WrongKind',
    message: "'client' ({}) must be a Client; pass a construct that has a 'peer', such as a LegacyVm",
    build: (platform) => {
      const zone = aZone(platform);
      aPool(zone, someNodes(zone)).allowFrom(unchecked<IClient>({}));
    },
  },
  {
    name: 'an object outside of a chart',
    message: 'cannot find a parent chart (directly or indirectly)',
    build: (platform) => new ApiObject(anEnvironment(platform), 'Config', { apiVersion: 'v1', kind: 'ConfigMap' }),
  },
  {
    name: 'a law that only looks like one', code: 'NotAText',
    message: "'jurisdiction.name' (undefined) must be a string that is not empty; give it a value",
    build: (platform) => new SovereignDataZone(anEnvironment(platform), 'Zone', { jurisdiction: unchecked({ countries: 'DE' }) }),
  },
  {
    name: 'keys held by nobody that there is', code: 'WrongKind',
    message: '\'keyCustody\' ({"holder":"nobody"}) must be a KeyCustody; use one of: KeyCustody.CUSTOMER, KeyCustody.PROVIDER',
    build: (platform) => new SovereignDataZone(anEnvironment(platform), 'Zone', {
      jurisdiction: Jurisdiction.GERMANY, keyCustody: unchecked({ holder: 'nobody' }),
    }),
  },
  {
    name: 'a zone where a caller is meant', code: 'WrongKind',
    message: "'client' (munich/Zone) must be a Client; pass a construct that has a 'peer', such as a LegacyVm",
    build: (platform) => {
      const zone = aZone(platform);
      aPool(zone, someNodes(zone)).allowFrom(unchecked<IClient>(zone));
    },
  },
  {
    name: 'two groups of nodes on one machine', code: 'ExceedsSite',
    message: "'id' (More) has GPUs of the one machine at 'factory-12', which is the group 'munich/Zone/Gpus' already; use that group, or choose an environment with more machines",
    build: (platform) => {
      const zone = aZone(platform, atTheEdge());
      someNodes(zone);
      new GpuNodeGroup(zone, 'More', { accelerator: Accelerator.H100_80GB, maxNodes: 1 });
    },
  },
];
