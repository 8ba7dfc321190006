import { BadProgram, unchecked } from '../bad-program';
import { aMachine, aZone, onPremises, someNodes } from '../blueprint';
import { GpuNodeGroup, LegacyVm, Size, VmImage } from 'aiplane';

/** Nodes and virtual machines that nobody can make. */
export const NODE_AND_MACHINE_PROPS: readonly BadProgram[] = [
  {
    name: 'nodes without props', code: 'NotAnObject',
    message: "'props' (undefined) must be an object; write it in braces, name by name",
    build: (platform) => new GpuNodeGroup(aZone(platform), 'Gpus', unchecked(undefined)),
  },
  {
    name: 'no nodes', code: 'NotACount',
    message: "'maxNodes' (0) must be a whole number from 1 to 450; set it to 1 or more",
    build: (platform) => someNodes(aZone(platform), { maxNodes: 0 }),
  },
  {
    name: 'half a node', code: 'NotACount',
    message: "'maxNodes' (1.5) must be a whole number from 1 to 450; set it to 1 or more",
    build: (platform) => someNodes(aZone(platform), { maxNodes: 1.5 }),
  },
  {
    name: 'nodes without end', code: 'NotACount',
    message: "'maxNodes' (Infinity) must be a whole number from 1 to 450; set it to 450 or less",
    build: (platform) => someNodes(aZone(platform), { maxNodes: Infinity }),
  },
  {
    name: 'more nodes at least than at most', code: 'MinAboveMax',
    message: "'minNodes' (3) must be at most 'maxNodes' (1); lower it or raise 'maxNodes'",
    build: (platform) => someNodes(aZone(platform), { minNodes: 3 }),
  },
  {
    name: 'more GPUs to a node than there are slots', code: 'NotACount',
    message: "'gpusPerNode' (32) must be a whole number from 1 to 16; set it to 16 or less",
    build: (platform) => someNodes(aZone(platform), { gpusPerNode: 32 }),
  },
  {
    name: 'an accelerator by its name', code: 'WrongKind',
    message: "'accelerator' (L4) must be an Accelerator; use one of the catalog, such as Accelerator.L40S, or Accelerator.custom({…})",
    build: (platform) => someNodes(aZone(platform), { accelerator: unchecked('L4') }),
  },
  {
    name: 'a disk that is no size', code: 'WrongKind',
    message: "'disk' (100) must be a Size; write it with its unit, such as Size.gibibytes(16)",
    build: (platform) => someNodes(aZone(platform), { disk: unchecked(100) }),
  },
  {
    name: 'a disk too small for the system', code: 'NotACount',
    message: "'disk' (8) must be a whole number from 20 to 16384; set it to 20 or more",
    build: (platform) => someNodes(aZone(platform), { disk: Size.gibibytes(8) }),
  },
  {
    name: 'a disk with a fraction of a GiB', code: 'NotWholeGibibytes',
    message: "'disk' (29.296875 GiB) must be a whole number of GiB; use Size.gibibytes(30)",
    build: (platform) => someNodes(aZone(platform), { disk: Size.mebibytes(30_000) }),
  },
  {
    name: 'a machine without props', code: 'NotAnObject',
    message: "'props' (undefined) must be an object; write it in braces, name by name",
    build: (platform) => new LegacyVm(aZone(platform), 'Ledger', unchecked(undefined)),
  },
  {
    name: 'a machine without CPUs', code: 'NotACount',
    message: "'cpus' (0) must be a whole number from 1 to 256; set it to 1 or more",
    build: (platform) => aMachine(aZone(platform), { cpus: 0 }),
  },
  {
    name: 'CPUs that are no number', code: 'NotACount',
    message: "'cpus' (NaN) must be a whole number from 1 to 256; set it to 1 or more",
    build: (platform) => aMachine(aZone(platform), { cpus: NaN }),
  },
  {
    name: 'memory as text', code: 'WrongKind',
    message: "'memory' (16Gi) must be a Size; write it with its unit, such as Size.gibibytes(16)",
    build: (platform) => aMachine(aZone(platform), { memory: unchecked('16Gi') }),
  },
  {
    name: 'memory in a unit of its own', code: 'NotWholeGibibytes',
    message: "'memory' (1.46484375 GiB) must be a whole number of GiB; use Size.gibibytes(2)",
    build: (platform) => aMachine(aZone(platform), { memory: Size.mebibytes(1500) }),
  },
  {
    name: 'more memory than there is', code: 'NotACount',
    message: "'memory' (102400) must be a whole number from 1 to 24576; set it to 24576 or less",
    build: (platform) => aMachine(aZone(platform), { memory: Size.tebibytes(100) }),
  },
  {
    name: 'a disk of nothing', code: 'NotACount',
    message: "'disk' (0) must be a whole number from 1 to 65536; set it to 1 or more",
    build: (platform) => aMachine(aZone(platform), { disk: Size.gibibytes(0) }),
  },
  {
    name: 'a port out of range', code: 'NotACount',
    message: "'ports' (70000) must be a whole number from 1 to 65535; set it to 65535 or less",
    build: (platform) => aMachine(aZone(platform), { ports: [70_000] }),
  },
  {
    name: 'a port by its name', code: 'NotACount',
    message: "'ports' (https) must be a whole number from 1 to 65535; set it to 1 or more",
    build: (platform) => aMachine(aZone(platform), { ports: [unchecked('https')] }),
  },
  {
    name: 'a port that live migration needs', code: 'PortReserved',
    message: "'ports' (49152) must not contain 49152 or 49153, which live migration needs; let the guest listen on another port",
    build: (platform) => aMachine(aZone(platform, onPremises({ storageAccessMode: 'ReadWriteMany' })), { ports: [49_152] }),
  },
  {
    name: 'an image by its name', code: 'WrongKind',
    message: "'image' (rhel9) must be a VmImage; use one of VmImage.fromRegistry('…'), VmImage.fromUrl('…', checksum), VmImage.fromVolume('…', namespace)",
    build: (platform) => aMachine(aZone(platform), { image: unchecked('rhel9') }),
  },
  {
    name: 'an image without a name', code: 'NotAText',
    message: "'reference' ( ) must be a string that is not empty; give it a value",
    build: (platform) => aMachine(aZone(platform), { image: VmImage.fromRegistry(' ') }),
  },
  {
    name: 'a disk image in the clear', code: 'WrongForm',
    message: "'url' (http://images.bank.example/ledger.qcow2) must be an address that starts with https://; correct its spelling",
    build: (platform) => aMachine(aZone(platform), { image: VmImage.fromUrl('http://images.bank.example/ledger.qcow2', `sha256:${'0'.repeat(64)}`) }),
  },
  {
    name: 'a disk image without its checksum', code: 'NotAText',
    message: "'checksum' () must be a string that is not empty; give it a value",
    build: (platform) => aMachine(aZone(platform), { image: VmImage.fromUrl('https://images.bank.example/ledger.qcow2', '') }),
  },
  {
    name: 'a checksum that is too short', code: 'WrongForm',
    message: "'checksum' (sha256:0) must be 'sha256:' or 'sha512:' and lower-case hexadecimal digits; correct its spelling",
    build: (platform) => aMachine(aZone(platform), { image: VmImage.fromUrl('https://images.bank.example/ledger.qcow2', 'sha256:0') }),
  },
  {
    name: 'a volume without a namespace', code: 'NotAText',
    message: "'namespace' () must be a string that is not empty; give it a value",
    build: (platform) => aMachine(aZone(platform), { image: VmImage.fromVolume('ledger', '') }),
  },
  {
    name: 'a port where a list is meant', code: 'NotAList',
    message: "'ports' (1521) must be a list; put it in square brackets",
    build: (platform) => aMachine(aZone(platform), { ports: unchecked(1521) }),
  },
  {
    name: 'a port given twice', code: 'GivenTwice',
    message: "'ports' (1521) is given twice; name each once",
    build: (platform) => aMachine(aZone(platform), { ports: [1521, 1521] }),
  },
  {
    name: 'an image with its scheme', code: 'WrongForm',
    message: "'reference' (docker://registry.muc2.bank.example/ledger:rhel9) must be an image reference without a scheme, such as registry.bank.example/ledger:rhel7; correct its spelling",
    build: (platform) => aMachine(aZone(platform), { image: VmImage.fromRegistry('docker://registry.muc2.bank.example/ledger:rhel9') }),
  },
  {
    name: 'a volume that DNS does not take', code: 'WrongForm',
    message: "'name' (Ledger_Disk) must be a DNS-1123 subdomain: lower-case letters, digits, hyphens and dots; correct its spelling",
    build: (platform) => aMachine(aZone(platform), { image: VmImage.fromVolume('Ledger_Disk', 'images') }),
  },
];
