import { addressOf, referencesIn } from '../../../../src/infrastructure/aws/inspection/reference';

test.each([
  ['${aws_vpc.Main.id}', ['aws_vpc.Main']],
  ['arn:${data.aws_partition.P.partition}:s3:::${aws_s3_bucket.B.id}/*', ['data.aws_partition.P', 'aws_s3_bucket.B']],
  ['{"Statement":[{"Resource":"${aws_s3_bucket.B.arn}"}]}', ['aws_s3_bucket.B']],
  ['${join(",", [for k, v in {a = aws_vpc.A.id} : "${k}-${aws_vpc.B.id}"])}', ['aws_vpc.A', 'aws_vpc.B']],
  ['${aws_subnet.S[0].id}${aws_subnet.T["a"].id}', ['aws_subnet.S', 'aws_subnet.T']],
])('%s names what its expressions read', (text, addresses) => {
  expect(referencesIn(text).map(addressOf)).toEqual(addresses);
});

test.each([
  ['text outside of an expression', 'aws_vpc.Main.id'],
  ['an expression that is text', '$${aws_vpc.Main.id}'],
  ['words in quotes', '${lookup(var.names, "aws_vpc.Main")}'],
  ['words behind an escaped quote', '${lookup(var.names, "a\\"aws_vpc.Main")}'],
  ['parts of modules, variables, locals and loops', '${module.a.aws_vpc.B}${var.aws_vpc.C}${local.aws_vpc.D}${each.value.aws_vpc.E}'],
  ['the variable of a loop', '${[for aws_zone in var.zones : aws_zone.id]}'],
  ['a variable of a policy', '${aws:username}'],
])('%s is no reference', (_case, text) => {
  expect(referencesIn(text)).toEqual([]);
});
