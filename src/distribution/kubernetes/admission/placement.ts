import { changes, type AdmissionRule, type Condition } from './admission-rule';
import { systemNamespaces } from '../../../catalog/reserved-namespaces';
import { NODE_GROUP_LABEL, NODE_SOFTWARE_LABEL, ZONE_LABEL } from '../../../target/labels';
import type { ZoneRequest } from '../../../target/requests';
import { NAMESPACE_NAME_LABEL, namespaceOf } from '../network-policies';

const SELECTOR = 'nodeSelector';
const TERMS = 'affinity.?nodeAffinity.?requiredDuringSchedulingIgnoredDuringExecution.?nodeSelectorTerms';

/** What decides where a pod runs cannot change once it was created, but while it is held back by a gate. */
const PLACED_ANEW = {
  'placed-anew': `oldObject == null || ${changes(SELECTOR, '{}')} || ${changes(TERMS, '[]')}`,
};

/** Nodes of the zone are for its own pods, for what the cluster itself runs, and for what its operator says serves all nodes. */
export function foreignPods(need: ZoneRequest): AdmissionRule {
  const { namespace } = need;
  return {
    kind: 'foreign-pods',
    resources: ['pods'],
    namespaces: {
      matchExpressions: [{ key: NAMESPACE_NAME_LABEL, operator: 'NotIn', values: [namespace] }, { key: NODE_SOFTWARE_LABEL, operator: 'NotIn', values: ['true'] }],
    },
    facts: () => ({ own: nodeLabels(need) }),
    only: { 'not-of-the-cluster': notOfTheCluster(), ...PLACED_ANEW },
    ...asksForNodes((label, value) => `${value} in variables.own[${label}]`, {
      rule: `asks for nodes that serve the zone '${namespace}' alone`,
      remedy: `run the pod in the namespace '${namespace}', or ask for other nodes`,
    }),
  };
}

/** Pods of the zone run on its own nodes, or on nodes of none. */
export function foreignNodes(need: ZoneRequest): AdmissionRule {
  return {
    kind: 'foreign-nodes',
    resources: ['pods'],
    namespaces: namespaceOf(need.namespace).namespaceSelector,
    facts: () => ({ own: nodeLabels(need) }),
    only: PLACED_ANEW,
    ...asksForNodes((label, value) => `!(${value} in variables.own[${label}])`, {
      rule: `asks for nodes that serve another zone than '${need.namespace}'`,
      remedy: 'ask for nodes of the zone, or of none',
    }),
  };
}

/** Labels of the zone's nodes. */
function nodeLabels({ name, nodeGroups }: ZoneRequest): Readonly<Record<string, readonly string[]>> {
  return { [ZONE_LABEL]: [name], [NODE_GROUP_LABEL]: nodeGroups?.() ?? [] };
}

/** Preferences decide nothing, and `Exists` names nobody's nodes in particular. */
function asksForNodes(isAskedFor: (label: string, value: string) => string, words: Pick<Condition, 'rule' | 'remedy'>): Pick<AdmissionRule, 'variables' | 'conditions'> {
  const isSelected = isAskedFor('label', 'variables.selector[label]');
  const isRequired = isAskedFor('asked.key', 'value');
  return {
    variables: {
      selector: `object.spec.?${SELECTOR}.orValue({})`,
      selected: `variables.own.filter(label, label in variables.selector && ${isSelected})`,
      terms: `object.spec.?${TERMS}.orValue([])`,
      required: 'variables.terms.map(term, term.?matchExpressions.orValue([]).filter(asked, asked.key in variables.own && asked.operator == "In" '
        + `&& asked.?values.orValue([]).exists(value, ${isRequired}))).filter(asked, size(asked) > 0)`,
    },
    conditions: [
      {
        holds: 'size(variables.selected) == 0', prop: 'spec.nodeSelector', ...words,
        value: 'variables.selected.map(label, label + "=" + variables.selector[label]).join(", ")',
      },
      {
        holds: 'size(variables.required) == 0', prop: 'spec.affinity.nodeAffinity', ...words,
        value: 'variables.required[0].map(asked, asked.key + " in " + asked.values.join(", ")).join("; ")',
      },
    ],
  };
}

function notOfTheCluster(): string {
  return `!${JSON.stringify(systemNamespaces())}.exists(system, system.endsWith("-") ? request.namespace.startsWith(system) : request.namespace == system)`;
}
