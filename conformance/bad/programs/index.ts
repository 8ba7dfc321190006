import { ADMISSION } from './admission';
import { CATALOG } from './catalog';
import { CONTAINMENT } from './containment';
import { ESCAPES } from './escapes';
import { FIT } from './fit';
import { NAMES } from './names';
import { NODE_AND_MACHINE_PROPS } from './node-and-machine-props';
import { OBJECTS } from './objects';
import { PATCHES } from './patches';
import { POOL_PROPS } from './pool-props';
import { STATE } from './state';
import { SYNTHESIS } from './synthesis';
import { TARGETS } from './targets';
import { TOKENS } from './tokens';
import { TOPOLOGIES } from './topologies';
import { WIRING } from './wiring';
import type { BadProgram } from '../bad-program';

/** Every bad program, by theme. */
export const THEMES: Readonly<Record<string, readonly BadProgram[]>> = {
  'props of pools': POOL_PROPS,
  'props of nodes and machines': NODE_AND_MACHINE_PROPS,
  'fits and capacities': FIT,
  'topologies': TOPOLOGIES,
  'rows of the catalog': CATALOG,
  'places': TARGETS,
  'states of Terraform': STATE,
  'containment': CONTAINMENT,
  'admission to zones': ADMISSION,
  'names': NAMES,
  'uses of cloud values': TOKENS,
  'objects of ones own': OBJECTS,
  'patches': PATCHES,
  'wirings': WIRING,
  'overrides of Terraform': ESCAPES,
  'syntheses': SYNTHESIS,
};
