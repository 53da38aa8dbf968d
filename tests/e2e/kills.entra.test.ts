import { describeKills } from './providers/kills';

describeKills('entra');
