import { runPlugin } from '../framework/plugin';
import { ociPlugin } from './plugin';

runPlugin(ociPlugin);
