// a process that replaces a directory, and may die in the middle: arguments are the directory, the text of its files,
// the change of the disk before which it dies (0: never), and how often it replaces the directory
import { replaceDirectory } from '../../src/emit/directory';
import { Disk, DISK } from '../../src/emit/disk';

const [outdir, text, killAt, times] = process.argv.slice(2) as [string, string, string, string];
let changes = 0;

function mortal<A extends unknown[], R>(change: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    if (++changes === Number(killAt)) {
      process.kill(process.pid, 'SIGKILL');
    }
    return change(...args);
  };
}

const disk = Object.fromEntries(Object.entries(DISK).map(([name, change]) => [name, mortal(change as () => void)])) as unknown as Disk;
const files = new Map(['a.yaml', 'b/c.yaml', 'b/d.yaml'].map((file) => [file, text]));
for (let time = 0; time < Number(times); time++) {
  replaceDirectory('outdir', outdir, files, disk);
}
process.stdout.write(String(changes));
