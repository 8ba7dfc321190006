import { summary } from 'aiplane';
import { assistantPlatform } from './platform';

const platform = assistantPlatform();
const environments = platform.emit((step) => process.stdout.write(`  ${step}\n`));
process.stdout.write(`\n${summary(environments, { manifests: platform.manifestsOutdir, terraform: platform.outdir })}`);
