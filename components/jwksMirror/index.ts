export { JwksMirror, type JwksMirrorArgs } from './jwksMirror';
