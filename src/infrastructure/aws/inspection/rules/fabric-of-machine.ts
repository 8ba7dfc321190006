import { efaInterfacesOf } from '../../../../catalog/aws-efa-interfaces';
import type { Configuration } from '../configuration';
import { machinesOf, nodeGroupsIn, templatesOf } from '../node-groups';
import type { Rule } from '../rule';

/** A launch template asks for no more fabric interfaces than the machines of its group have; machines that nobody counted are not judged. */
export const fabricOfMachine: Rule = (configuration) => groupsWithTemplates(configuration).flatMap(({ group, template }) => {
  const asked = template.nested('network_interfaces').filter(({ body }) => /^efa/.test(String(body.interface_type))).length;
  return machinesOf(group).filter((machine) => asked > (efaInterfacesOf(machine) ?? asked)).map((machine) => template.objection('network_interfaces', {
    code: 'FabricExceedsMachine', value: asked, rule: `asks for more fabric interfaces than ${machine} has (${efaInterfacesOf(machine)})`, remedy: 'lower it',
  }));
});

function groupsWithTemplates(configuration: Configuration) {
  return nodeGroupsIn(configuration).flatMap((group) => templatesOf(group, configuration).map((template) => ({ group, template })));
}
