import { runPlugin } from '../framework/plugin';
import { auth0Plugin } from './plugin';

runPlugin(auth0Plugin);
