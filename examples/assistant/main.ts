import { assistantPlatform } from './platform';
import { summary } from 'aiplane';

const platform = assistantPlatform();
const environments = platform.emit((step) => process.stdout.write(`  ${step}\n`));
process.stdout.write(`\n${summary(environments, { manifests: platform.manifestsOutdir, terraform: platform.outdir })}`);
