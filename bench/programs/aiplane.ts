import { report, Run } from './run';
import { Platform } from '../../src';
import { PlatformSynthesis } from '../../src/core/platform-synthesis';
import * as cdktfOutput from '../../src/emit/cdktf-output';
import { createFleet } from '../fleet';
import { Stopwatch } from '../stopwatch';

/** The fleet as a user of the library writes it. */
function main({ size, folder }: Run): void {
  const watch = new Stopwatch();
  // the public call writes both formats in one pass: the parts of it that make Terraform are timed from within
  watch.timeCalls('terraform', PlatformSynthesis.prototype, 'stage');
  watch.timeCalls('terraform', cdktfOutput as { publishCdktfOutput: typeof cdktfOutput.publishCdktfOutput }, 'publishCdktfOutput');
  const platform = watch.time('construct', () => {
    const created = new Platform({ outdir: `${folder}/aiplane.out`, cdktfOutdir: `${folder}/cdktf.out` });
    createFleet(created, size);
    return created;
  });
  watch.time('synth', () => platform.synth());
  const { construct, terraform, synth } = watch.laps;
  report({ construct: construct!, terraform: terraform!, yaml: { cpu: synth!.cpu - terraform!.cpu, wall: synth!.wall - terraform!.wall } });
}

main(Run.fromArguments());
