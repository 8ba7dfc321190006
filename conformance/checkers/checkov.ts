import type { Verdict } from './kube-score';

interface Checked {
  readonly check_id: string;
  readonly check_name: string;
  readonly resource: string;
  readonly file_path: string;
}

interface Run {
  readonly check_type: string;
  readonly results: {
    readonly passed_checks: readonly Checked[];
    readonly failed_checks: readonly Checked[];
    readonly parsing_errors: readonly string[];
  };
}

/** Reads what `checkov -o json` prints, for the files in one folder of those that were given. */
export function checkovVerdict(stdout: string, framework: string, folder: string): Verdict {
  const runs = [JSON.parse(stdout) as Run | readonly Run[]].flat().filter(({ check_type: type }) => type === framework);
  const inFolder = (path: string) => path.includes(`/${folder}/`);
  const failed = runs.flatMap(({ results }) => results.failed_checks).filter(({ file_path: path }) => inFolder(path));
  const unread = runs.flatMap(({ results }) => results.parsing_errors).filter(inFolder);
  return {
    passed: runs.flatMap(({ results }) => results.passed_checks).filter(({ file_path: path }) => inFolder(path)).length,
    findings: [
      ...failed.map(({ check_id: id, check_name: name, resource }) => ({ subject: resource, message: `${id}: ${name}` })),
      ...unread.map((path) => ({ subject: path, message: 'cannot be read' })),
    ],
  };
}
