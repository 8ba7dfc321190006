export { Duration, Size, SizeRoundingBehavior } from 'cdk8s';
