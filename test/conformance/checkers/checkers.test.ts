import { checkovVerdict } from '../../../conformance/checkers/checkov';
import { kubeScoreVerdict } from '../../../conformance/checkers/kube-score';

describe('kube-score', () => {
  const check = (id: string, grade: number, comments: object[] | null = null, skipped = false) => ({ check: { id }, grade, skipped, comments });

  test('counts full marks and words every comment of a poor grade', () => {
    const stdout = JSON.stringify([{
      object_name: 'Deployment/zone/chat',
      checks: [
        check('container-image-tag', 10),
        check('container-resources', 1, [{ path: 'vllm', summary: 'CPU limit is not set' }, { path: '', summary: 'and more' }]),
        check('pod-probes', 1, null, true),
      ],
    }]);

    expect(kubeScoreVerdict(stdout)).toEqual({
      passed: 1,
      findings: [
        { subject: 'Deployment/zone/chat', message: 'container-resources: vllm: CPU limit is not set' },
        { subject: 'Deployment/zone/chat', message: 'container-resources: and more' },
      ],
    });
  });

  test('does not lose a poor grade without a comment', () => {
    const stdout = JSON.stringify([{ object_name: 'Service/zone/chat', checks: [check('service-type', 5)] }]);

    expect(kubeScoreVerdict(stdout).findings).toEqual([{ subject: 'Service/zone/chat', message: 'service-type: a poor grade' }]);
  });
});

describe('checkov', () => {
  const checked = (id: string, file: string) => ({ check_id: id, check_name: 'a rule', resource: 'aws_vpc.network', file_path: file });
  const run = (type: string, passed: object[], failed: object[], errors: string[] = []) => ({
    check_type: type, results: { passed_checks: passed, failed_checks: failed, parsing_errors: errors },
  });

  test('takes the checks of one framework and one folder', () => {
    const stdout = JSON.stringify([
      run('terraform_json', [checked('A', '/frankfurt/cdk.tf.json'), checked('A', '/zurich/cdk.tf.json')], [checked('B', '/frankfurt/cdk.tf.json'), checked('C', '/zurich/cdk.tf.json')]),
      run('kubernetes', [], [checked('D', '/frankfurt/manifests.yaml')]),
    ]);

    expect(checkovVerdict(stdout, 'terraform_json', 'frankfurt')).toEqual({ passed: 1, findings: [{ subject: 'aws_vpc.network', message: 'B: a rule' }] });
  });

  test('reads a single run, and fails on a file that could not be read', () => {
    const stdout = JSON.stringify(run('kubernetes', [], [], ['/run/frankfurt/manifests.yaml']));

    expect(checkovVerdict(stdout, 'kubernetes', 'frankfurt').findings).toEqual([{ subject: '/run/frankfurt/manifests.yaml', message: 'cannot be read' }]);
  });
});
