import { runPlugin } from '../framework/plugin';
import { azureadPlugin } from './plugin';

runPlugin(azureadPlugin);
