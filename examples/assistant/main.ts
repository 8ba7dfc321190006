import { summary } from 'aiplane';
import { assistantPlatform } from './platform';

const started = process.hrtime.bigint();
process.stdout.write('synthesising the assistant for five environments …\n');
const platform = assistantPlatform();
const environments = platform.emit();
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
process.stdout.write(summary(environments, { seconds, outdir: platform.manifestsOutdir }));
