import { aFulfilment, aReport } from './reported';
import { summary } from '../../src/report/summary';
import { aConfigMap, aHandoff, aManifest, anEnvironment } from '../emit/rendered';

describe('the summary', () => {
  const frankfurt = anEnvironment({
    manifests: [aManifest('a', [aConfigMap('a'), aConfigMap('b')])],
    handoff: [aHandoff('A', 'key')],
    reported: [aReport('frankfurt/Gpus', [aFulfilment('substituted'), aFulfilment('equal')], 'the instance type may not exist; check it')],
    terraformResources: 42,
  });
  const zurich = anEnvironment({
    name: 'zurich', target: 'on-prem', manifests: [aManifest('a', [aConfigMap('a')])],
    reported: [aReport('zurich/Gpus', [aFulfilment('degraded'), aFulfilment('missing')], 'the instance type may not exist; check it', 'another')],
  });

  test('has a row for each environment, each finding once, the files and the next commands', () => {
    expect(summary([{ environment: frankfurt, seconds: 1.234 }, { environment: zurich, seconds: 0.5 }])).toBe(`\
┌─────────────┬─────────┬───────────┬────────────┬─────────┬────────────┬──────────┬─────────┐
│ environment │ target  │ Terraform │ Kubernetes │ substi- │   degraded │ findings │ seconds │
│             │         │ resources │    objects │   tuted │ or missing │          │         │
├─────────────┼─────────┼───────────┼────────────┼─────────┼────────────┼──────────┼─────────┤
│ frankfurt   │ aws     │        42 │          2 │       1 │          0 │        1 │    1.23 │
├─────────────┼─────────┼───────────┼────────────┼─────────┼────────────┼──────────┼─────────┤
│ zurich      │ on-prem │         0 │          1 │       0 │          2 │        2 │    0.50 │
└─────────────┴─────────┴───────────┴────────────┴─────────┴────────────┴──────────┴─────────┘

findings:
  [frankfurt/Gpus, zurich/Gpus] Advice: the instance type may not exist; check it
  [zurich/Gpus] Advice: another

written:
  cdktf.out/stacks/<environment>/cdk.tf.json
  aiplane.out/environments/<environment>/kustomization.yaml
  aiplane.out/reports/report.json

next:
  cdktf deploy frankfurt --outputs-file outputs.json
  aiplane bind --outputs outputs.json --env frankfurt
  kubectl apply -k aiplane.bound/environments/frankfurt
  kubectl apply -k aiplane.out/environments/zurich
`);
  });

  test('leaves out Terraform, findings and commands where there is nothing for them', () => {
    const text = summary([{ environment: anEnvironment({ name: 'empty' }), seconds: 0 }], { manifests: 'out', terraform: 'tf' });

    expect(text.split('\n\n').slice(1)).toEqual(['written:\n  out/environments/<environment>/kustomization.yaml\n  out/reports/report.json\n']);
  });
});
