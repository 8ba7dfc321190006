import * as cdk8s from 'cdk8s';
import { App } from 'cdktf';
import { report, Run } from './run';
import { readData } from '../baseline/data';
import { PlainEnvironment, Trees, writeManifests } from '../baseline/program';
import { environmentsOf, SITES } from '../sites';
import { Stopwatch } from '../stopwatch';

/** The same resources and objects as a user without the library writes them. */
function main({ size, folder, data }: Run): void {
  const sites = new Map(SITES.map((site) => [site, new PlainEnvironment(readData(data, site))]));
  const watch = new Stopwatch();
  const trees = watch.time('construct', () => {
    const created: Trees = { terraform: new App({ outdir: `${folder}/cdktf.out`, stackTraces: false }), kubernetes: new cdk8s.App() };
    environmentsOf(size).forEach(({ site, name }) => sites.get(site)!.create(created, name));
    return created;
  });
  watch.time('terraform', () => trees.terraform.synth());
  watch.time('yaml', () => writeManifests(trees.kubernetes, `${folder}/aiplane.out`));
  const { construct, terraform, yaml } = watch.laps;
  report({ construct: construct!, terraform: terraform!, yaml: yaml! });
}

main(Run.fromArguments());
