import { Run } from './run';
import { Recorder } from '../baseline/recorder';

/** Writes the data of the plain program anew, from what the library makes of each place. */
async function main({ folder, data }: Run): Promise<void> {
  const recorder = new Recorder();
  recorder.listen();
  // loaded late, so that the recorder hears of every resource
  const { capture } = await import('../baseline/capture');
  capture(recorder, folder, data);
}

void main(Run.fromArguments());
