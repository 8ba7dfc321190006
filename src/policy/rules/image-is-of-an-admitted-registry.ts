import { imagesOf } from '../../core/images';
import { qualified } from '../../target/images';
import { problemWith, Rule } from '../rule';

/** Images of a zone are of the registries that it trusts, where it names some: admission refuses the pods of all others. */
export const imageIsOfAnAdmittedRegistry: Rule = ({ objects, admitted }) => objects.flatMap((source) => {
  const { namespace } = source.object.metadata;
  const registries = admitted.get(namespace ?? '')?.registries;
  const foreign = registries === undefined ? [] : imagesOf(source.object).filter((image) => !registries.some((registry) => qualified(image).startsWith(`${registry}/`)));
  return foreign.map((value) => problemWith(source, {
    code: 'ImageNotAdmitted',
    prop: 'image',
    value,
    rule: `is of no registry that the zone '${namespace}' trusts`,
    remedy: `use one of: ${registries!.join(', ')}, or name it in the zone's 'registries'`,
  }));
});
