import type { Verdict } from './kube-score';

interface Checked {
  readonly check_id: string;
  readonly check_name: string;
  readonly resource: string;
  readonly file_path: string;
}

interface Run {
  readonly check_type: string;
  readonly results: { readonly passed_checks: readonly Checked[]; readonly failed_checks: readonly Checked[]; readonly parsing_errors: readonly string[] };
}

/** Reads what `checkov -o json` prints, for the files in one folder of those that were given. */
export function checkovVerdict(stdout: string, framework: string, folder: string): Verdict {
  const runs = ([JSON.parse(stdout)] as readonly unknown[]).flat().filter((run): run is Run => (run as Run).check_type === framework);
  const inFolder = <T extends { readonly file_path: string }>(checks: readonly T[]) => checks.filter(({ file_path: path }) => path.includes(`/${folder}/`) || path.startsWith(`${folder}/`));
  const failed = runs.flatMap(({ results }) => inFolder(results.failed_checks));
  const unread = runs.flatMap(({ results }) => results.parsing_errors).filter((path) => path.includes(`/${folder}/`));
  return {
    passed: runs.flatMap(({ results }) => inFolder(results.passed_checks)).length,
    findings: [
      ...failed.map(({ check_id: id, check_name: name, resource }) => ({ subject: resource, message: `${id}: ${name}` })),
      ...unread.map((path) => ({ subject: path, message: 'cannot be read' })),
    ],
  };
}
